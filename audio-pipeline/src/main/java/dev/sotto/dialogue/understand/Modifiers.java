package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Mention.Reading;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Applies the words said about a line to it: sizes, options, what is added and what is left out. */
final class Modifiers {
    /** How the words in front colour what follows; a refusal goes on until something says with. */
    enum Polarity {
        WANTED,
        REFUSED,
        /** "instead of oat milk": neither wanted nor refused for good. */
        REPLACED
    }

    private final Carte carte;
    private final Draft draft;
    private final List<Concern> concerns;
    private final Function<Mention, String> text;
    private final Predicate<Mention> otherwise;

    /** @param otherwise tried with words that no line can have; true where it made something of them */
    Modifiers(
            Carte carte,
            Draft draft,
            List<Concern> concerns,
            Function<Mention, String> text,
            Predicate<Mention> otherwise) {
        this.otherwise = otherwise;
        this.carte = carte;
        this.draft = draft;
        this.concerns = concerns;
        this.text = text;
    }

    /** Applies all mentions to the line the target names; the target may move while they are read. */
    void apply(List<Mention> mentions, Target target) {
        Polarity polarity = Polarity.WANTED;
        int portions = 0;
        boolean extra = false;
        boolean refusedOne = false;
        for (Mention mention : mentions) {
            if (mention.modifierScore() > 0 || mention.orderScore() > 0) {
                Polarity here = refusedOne ? afterRefusal(mention, target) : polarity;
                applyOne(mention, here, Math.max(portions, extra ? 1 : 0), extra, target);
                polarity = here;
                refusedOne = here == Polarity.REFUSED;
                portions = 0;
                extra = false;
                continue;
            }
            if (target.select(mention)) {
                continue;
            }
            extra |= mention.is(Cue.EXTRA);
            if (mention.isAny(Cue.NOT, Cue.CANCEL)) {
                polarity = Polarity.REFUSED;
                refusedOne = false;
            } else if (mention.is(Cue.OR)) {
                refusedOne = false;
            } else if (mention.is(Cue.INSTEAD_OF)) {
                polarity = Polarity.REPLACED;
                refusedOne = false;
            } else if (mention.isAny(Cue.WITH, Cue.EXTRA, Cue.SORRY, Cue.ACTUALLY, Cue.TO)) {
                polarity = Polarity.WANTED;
                refusedOne = false;
            } else if (mention.is(Cue.NUMBER)) {
                portions = mention.number();
            }
        }
    }

    /** "no onions and pickles" refuses both, "no onions and bacon" adds the bacon: the recipe tells them apart. */
    private Polarity afterRefusal(Mention mention, Target target) {
        DraftLine line = target.line();
        boolean inRecipe = line != null
                && mention.readings().stream()
                        .anyMatch(reading -> reading.meaning() instanceof Meaning.Part part
                                && carte.recipeHolds(line.itemId(), part.ingredientId()));
        return inRecipe ? Polarity.REFUSED : Polarity.WANTED;
    }

    private void applyOne(Mention mention, Polarity polarity, int portions, boolean extra, Target target) {
        List<DraftLine> lines =
                target.linesFor(line -> fitting(line, mention, polarity).isPresent());
        if (lines.isEmpty() && otherwise.test(mention)) {
            return;
        }
        if (lines.isEmpty()) {
            DraftLine line = target.line();
            boolean onlyGroup = mention.readings().stream()
                    .allMatch(reading -> !reading.meaning().modifies() || reading.meaning() instanceof Meaning.Group);
            if (line != null && polarity == Polarity.WANTED && !onlyGroup) {
                concerns.add(new Concern.NotOffered(line.itemId(), text.apply(mention)));
            }
            return;
        }
        for (DraftLine line : lines) {
            fitting(line, mention, polarity).ifPresent(meaning -> change(line, meaning, polarity, portions, extra));
        }
    }

    /** The best reading that this line can have; equals in score are a question, not a guess. */
    private Optional<Meaning> fitting(DraftLine line, Mention mention, Polarity polarity) {
        List<Reading> possible = mention.readings().stream()
                .filter(reading -> fits(line, reading.meaning(), polarity))
                .toList();
        return possible.stream().map(Reading::meaning).findFirst();
    }

    private boolean fits(DraftLine line, Meaning meaning, Polarity polarity) {
        return switch (meaning) {
            case Meaning.Value(String group, String value) ->
                carte.value(line.itemId(), group, value).isPresent();
            case Meaning.Part(String ingredient) -> fitsPart(line, ingredient, polarity);
            case Meaning.Item any -> false;
            case Meaning.Category any -> false;
            case Meaning.Group any -> false;
            case Meaning.Signal any -> false;
        };
    }

    private boolean fitsPart(DraftLine line, String ingredient, Polarity polarity) {
        boolean known = carte.recipeHolds(line.itemId(), ingredient) || carte.extra(line.itemId(), ingredient) != null;
        return known
                || carte.ingredient(ingredient).stream()
                        .flatMap(whole -> whole.allOf().stream())
                        .anyMatch(part -> fitsPart(line, part, polarity));
    }

    private void change(DraftLine stale, Meaning meaning, Polarity polarity, int portions, boolean extra) {
        DraftLine line = draft.get(stale.lineId());
        if (line == null) {
            return;
        }
        if (meaning instanceof Meaning.Value(String groupId, String valueId)) {
            carte.group(line.itemId(), groupId).ifPresent(group -> changeValue(line, group, valueId, polarity));
        } else if (meaning instanceof Meaning.Part(String ingredientId)) {
            List<String> all =
                    carte.ingredient(ingredientId).map(Ingredient::allOf).orElse(List.of());
            for (String part : all.isEmpty() ? List.of(ingredientId) : all) {
                DraftLine fresh = draft.get(line.lineId());
                if (fresh != null && fitsPart(fresh, part, polarity)) {
                    changePart(fresh, part, polarity, portions, extra);
                }
            }
        }
    }

    private void changeValue(DraftLine line, OptionGroup group, String valueId, Polarity polarity) {
        if (polarity == Polarity.REPLACED) {
            return;
        }
        if (polarity == Polarity.REFUSED) {
            draft.refuseValue(line, group, valueId);
            return;
        }
        OptionValue value = group.value(valueId).orElseThrow();
        if (!value.anyOf().isEmpty()) {
            concerns.add(new Concern.WhichValue(line.lineId(), group.id(), value.anyOf()));
            return;
        }
        if (!value.available()) {
            concerns.add(new Concern.SoldOut(line.itemId(), value.name()));
            return;
        }
        for (String one : value.allOf().isEmpty() ? List.of(valueId) : value.allOf()) {
            DraftLine fresh = draft.get(line.lineId());
            if (fresh != null && !draft.choose(fresh, group, one)) {
                concerns.add(new Concern.NotOffered(line.itemId(), value.name()));
            }
        }
    }

    private void changePart(DraftLine line, String ingredientId, Polarity polarity, int portions, boolean extra) {
        if (polarity == Polarity.REPLACED || polarity == Polarity.REFUSED) {
            draft.leaveOut(line, ingredientId);
            return;
        }
        boolean inRecipe = carte.recipeHolds(line.itemId(), ingredientId);
        AllowedExtra allowed = carte.extra(line.itemId(), ingredientId);
        boolean available =
                carte.ingredient(ingredientId).map(Ingredient::available).orElse(true);
        if (!available) {
            concerns.add(new Concern.SoldOut(
                    line.itemId(),
                    carte.ingredient(ingredientId).map(Ingredient::name).orElse(ingredientId)));
        } else if (inRecipe && !extra && portions == 0) {
            draft.add(line, ingredientId, 0);
        } else if (allowed == null) {
            // The kitchen can give more of what the dish has anyway; only a priced extra costs something.
            draft.add(line, ingredientId, 1);
        } else if (portions > allowed.atMost()) {
            concerns.add(new Concern.TooMany(line.itemId(), portions, allowed.atMost()));
        } else {
            draft.add(line, ingredientId, Math.max(1, portions));
        }
    }

    /** Which lines the words are about at this point of the utterance. */
    static final class Target {
        private final Draft draft;
        private @Nullable String lineId;
        private boolean every;

        Target(Draft draft, @Nullable String lineId) {
            this.draft = draft;
            this.lineId = lineId;
        }

        void moveTo(@Nullable String newLineId) {
            lineId = newLineId;
            every = false;
        }

        @Nullable
        DraftLine line() {
            String id = lineId;
            return id == null ? draft.last() : draft.get(id);
        }

        /** True where the words pick other lines: both, the second one. */
        boolean select(Mention mention) {
            if (mention.is(Cue.EVERY)) {
                every = true;
                return true;
            }
            int index = mention.is(Cue.FIRST) ? 0 : mention.is(Cue.SECOND) ? 1 : mention.is(Cue.THIRD) ? 2 : -1;
            index = mention.is(Cue.LAST) ? draft.lines().size() - 1 : index;
            if (index < 0 || index >= draft.lines().size()) {
                return false;
            }
            moveTo(draft.lines().get(index).lineId());
            return true;
        }

        /** The lines to change: all that can, the one spoken about, or the latest before it that can. */
        List<DraftLine> linesFor(Predicate<DraftLine> can) {
            if (every) {
                return draft.lines().stream().filter(can).toList();
            }
            DraftLine current = line();
            if (current == null) {
                return List.of();
            }
            if (can.test(current)) {
                return List.of(current);
            }
            List<DraftLine> earlier = new ArrayList<>(draft.touched());
            return earlier.reversed().stream().filter(can).limit(1).toList();
        }
    }
}
