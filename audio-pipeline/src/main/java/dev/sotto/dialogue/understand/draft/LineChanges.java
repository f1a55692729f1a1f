package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes how one line is made: what is chosen, added, refused, and how much of it; never beyond what the menu allows. */
public final class LineChanges {
    private final Carte carte;
    private final Draft draft;
    private final List<Concern> concerns;

    public LineChanges(Carte carte, Draft draft, List<Concern> concerns) {
        this.carte = carte;
        this.draft = draft;
        this.concerns = concerns;
    }

    /** @param supplement a portion more of what is in it, or one of what is not */
    public void apply(DraftLine line, Meaning meaning, Polarity polarity, Measure measure, boolean supplement) {
        if (meaning instanceof Meaning.Value(String groupId, String valueId)) {
            carte.group(line.itemId(), groupId)
                    .ifPresent(group -> value(line, group, valueId, polarity, supplement ? Measure.USUAL : measure));
        } else if (meaning instanceof Meaning.Part(String ingredientId)) {
            parts(line, ingredientId, polarity, measure, supplement);
        } else if (meaning instanceof Meaning.Item(String itemId)) {
            part(line, itemId, polarity, supplement ? Measure.USUAL : measure);
        } else if (meaning.isPlain() && polarity == Polarity.WANTED) {
            plain(line);
        }
    }

    /** With nothing that may be had with it: what was said of it before, or of all of which it is one, is not said of it. */
    private void plain(DraftLine line) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        options.keySet()
                .removeIf(id -> carte.group(line.itemId(), id)
                        .map(group -> group.multiple() && !group.required())
                        .orElse(false));
        Map<String, String> amounts = new HashMap<>(line.amounts());
        amounts.keySet().removeAll(line.added().keySet());
        draft.change(line, options, Map.of(), line.removed(), amounts);
    }

    private void value(DraftLine line, OptionGroup group, String valueId, Polarity polarity, Measure measure) {
        OptionValue value = group.value(valueId).orElseThrow();
        List<String> together = value.allOf().isEmpty() ? List.of(valueId) : value.allOf();
        for (String one : together) {
            DraftLine fresh = draft.get(line.lineId());
            if (fresh == null) {
                return;
            }
            switch (polarity) {
                case WANTED -> choose(fresh, group, one, measure);
                case REFUSED -> refuse(fresh, group, one, true);
                case REPLACED -> refuse(fresh, group, one, false);
            }
        }
        if (polarity == Polarity.WANTED && !value.anyOf().isEmpty()) {
            concerns.add(new Concern.WhichValue(line.lineId(), group.id(), value.anyOf()));
        }
    }

    private void choose(DraftLine line, OptionGroup group, String valueId, Measure measure) {
        OptionValue value = group.value(valueId).orElseThrow();
        if (!value.available()) {
            concerns.add(new Concern.SoldOut(line.itemId(), value.name()));
            return;
        }
        List<String> before = line.options().getOrDefault(group.id(), List.of());
        List<String> chosen = new ArrayList<>(group.multiple() ? before : List.of());
        chosen.removeIf(open -> isOpenFor(group, open, valueId));
        if (!chosen.contains(valueId)) {
            Integer atMost = group.atMost();
            if (atMost != null && chosen.size() >= atMost) {
                concerns.add(new Concern.NotOffered(line.itemId(), value.name()));
                return;
            }
            chosen.add(valueId);
        }
        List<String> removed = without(line.removed(), valueId);
        if (!group.multiple()) {
            // Who chooses another one has said so instead of the refused one, not beside it.
            removed = removed.stream().filter(id -> group.value(id).isEmpty()).toList();
        }
        Map<String, String> amounts = new HashMap<>(line.amounts());
        before.stream().filter(id -> !chosen.contains(id)).forEach(amounts::remove);
        measured(amounts, valueId, measure);
        draft.change(line, options(line, group, chosen), line.added(), removed, amounts);
    }

    /** "Rice", where white and brown exist, is answered by either of them. */
    private static boolean isOpenFor(OptionGroup group, String openId, String valueId) {
        return group.value(openId).map(open -> open.anyOf().contains(valueId)).orElse(false);
    }

    private void refuse(DraftLine line, OptionGroup group, String valueId, boolean forGood) {
        List<String> before = line.options().getOrDefault(group.id(), List.of());
        List<String> chosen = without(before, valueId);
        boolean answered = !group.multiple() && chosen.stream().anyMatch(open -> !isOpenFor(group, open, valueId));
        Map<String, String> amounts = new HashMap<>(line.amounts());
        amounts.remove(valueId);
        List<String> removed = forGood && !answered ? plus(line.removed(), valueId) : line.removed();
        draft.change(line, options(line, group, chosen), line.added(), removed, amounts);
    }

    private static Map<String, List<String>> options(DraftLine line, OptionGroup group, List<String> chosen) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        if (chosen.isEmpty()) {
            options.remove(group.id());
        } else {
            options.put(group.id(), chosen);
        }
        return options;
    }

    private void parts(DraftLine line, String ingredientId, Polarity polarity, Measure measure, boolean supplement) {
        List<String> all = carte.ingredient(ingredientId).map(Ingredient::allOf).orElse(List.of());
        for (String id : all.isEmpty() ? List.of(ingredientId) : all) {
            DraftLine fresh = draft.get(line.lineId());
            if (fresh != null && (polarity == Polarity.REFUSED || carte.allows(fresh.itemId(), id))) {
                boolean another = supplement && !carte.recipeHolds(fresh.itemId(), id);
                part(fresh, id, polarity, another ? Measure.USUAL : measure);
            }
        }
    }

    private void part(DraftLine line, String id, Polarity polarity, Measure measure) {
        if (polarity == Polarity.WANTED) {
            add(line, id, measure);
            return;
        }
        Map<String, Integer> added = new HashMap<>(line.added());
        added.remove(id);
        Map<String, String> amounts = new HashMap<>(line.amounts());
        amounts.remove(id);
        boolean silent = polarity == Polarity.REPLACED && !carte.recipeHolds(line.itemId(), id);
        draft.change(line, line.options(), added, silent ? line.removed() : plus(line.removed(), id), amounts);
    }

    private void add(DraftLine line, String id, Measure measure) {
        boolean inRecipe = carte.recipeHolds(line.itemId(), id);
        AllowedExtra allowed = carte.extra(line.itemId(), id);
        if (!carte.isAvailable(id)) {
            concerns.add(new Concern.SoldOut(line.itemId(), carte.nameOf(id)));
            return;
        }
        if (allowed != null && measure.portions() > Math.max(2, allowed.atMost())) {
            concerns.add(new Concern.TooMany(line.itemId(), measure.portions(), allowed.atMost()));
            return;
        }
        Map<String, Integer> added = new HashMap<>(line.added());
        boolean more = measure.equals(Measure.EXTRA) || measure.portions() > 1;
        if (!inRecipe || (more && allowed != null)) {
            added.put(id, measure.portions());
        }
        Map<String, String> amounts = new HashMap<>(line.amounts());
        measured(amounts, id, measure);
        draft.change(line, line.options(), added, without(line.removed(), id), amounts);
    }

    private static void measured(Map<String, String> amounts, String id, Measure measure) {
        String word = measure.word();
        if (word != null) {
            amounts.put(id, word);
        }
    }

    private static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(other -> !other.equals(id)).toList();
    }

    private static List<String> plus(List<String> ids, String id) {
        List<String> more = new ArrayList<>(without(ids, id));
        more.add(id);
        return more;
    }
}
