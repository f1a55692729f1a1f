package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Act.Drop;
import dev.sotto.dialogue.understand.draft.Act.NotOnMenu;
import dev.sotto.dialogue.understand.draft.Act.Put;
import dev.sotto.dialogue.understand.draft.Act.Which;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Nearest;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries out proposed acts on a draft by the very rules that our own understanding is held to: what the menu does not
 * allow becomes a concern for the guest, what the menu does not know at all makes the whole proposal worthless.
 */
public final class Dictation {
    /** More in one turn nobody says. */
    private static final int MOST_ACTS = 20;

    private final Carte carte;
    private final Draft draft;
    private final Nearest nearest;
    private final Predicate<String> said;
    private final List<Concern> concerns = new ArrayList<>();
    private final LineChanges changes;

    /** @param said whether the guest used these words */
    public Dictation(Carte carte, Draft draft, Nearest nearest, Predicate<String> said) {
        this.carte = carte;
        this.draft = draft;
        this.nearest = nearest;
        this.said = said;
        this.changes = new LineChanges(carte, draft, concerns);
    }

    public List<Concern> concerns() {
        return concerns;
    }

    /** Why these acts are not to be believed, in a sentence; null where all of them were carried out. */
    @Nullable
    public String write(List<Act> acts) {
        if (acts.size() > MOST_ACTS) {
            return "It proposes more than " + MOST_ACTS + " changes.";
        }
        for (Act act : acts) {
            String refusal = write(act);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable String write(Act act) {
        return switch (act) {
            case Put put -> put(put);
            case Drop(String lineId) -> drop(lineId);
            case Which(String words, List<String> itemIds) -> which(words, itemIds);
            case NotOnMenu(String words) -> notOnMenu(words);
        };
    }

    private @Nullable String put(Put put) {
        MenuItem item = carte.item(put.itemId()).orElse(null);
        if (item == null) {
            return "It names an item that is not on the menu.";
        }
        if (put.quantity() < 1) {
            return "It wants less than one of an item.";
        }
        String misfit = misfit(put);
        if (misfit != null) {
            return misfit;
        }
        DraftLine before = put.lineId() == null ? null : draft.get(put.lineId());
        if (put.lineId() != null && before == null) {
            return "It changes a line that is not there.";
        }
        int most = carte.mostOf(item.id());
        if (!item.available()) {
            concerns.add(new Concern.SoldOut(item.id(), item.name()));
        } else if (put.quantity() > most) {
            concerns.add(new Concern.TooMany(item.id(), put.quantity(), most));
        } else if (before == null && draft.isFull()) {
            int lines = carte.config().limits().linesPerOrder();
            concerns.add(new Concern.TooMany(item.id(), draft.lines().size() + 1, lines));
        } else {
            make(before == null ? draft.open(item.id(), put.quantity()) : emptied(before, put), put);
        }
        return null;
    }

    /** What the item does not have at all was made up; a guest may refuse anything the menu knows. */
    private @Nullable String misfit(Put put) {
        String itemId = put.itemId();
        for (Map.Entry<String, List<String>> option : put.options().entrySet()) {
            for (String value : option.getValue()) {
                if (carte.value(itemId, option.getKey(), value).isEmpty()) {
                    return "It chooses what the item does not have.";
                }
            }
        }
        for (Map.Entry<String, String> extra : put.add().entrySet()) {
            boolean known = carte.allows(itemId, extra.getKey());
            if (!known || measure(extra.getValue()) == null) {
                return "It adds what the item cannot have, or so much of it.";
            }
        }
        boolean refusable = put.remove().stream()
                .allMatch(
                        id -> value(itemId, id) != null || carte.ingredient(id).isPresent());
        return refusable ? null : "It leaves out what the menu does not know.";
    }

    private DraftLine emptied(DraftLine line, Put put) {
        draft.item(line, put.itemId());
        fresh(line, now -> draft.quantity(now, put.quantity()));
        fresh(line, now -> draft.change(now, Map.of(), Map.of(), List.of(), Map.of()));
        return line;
    }

    private void make(DraftLine line, Put put) {
        put.options()
                .forEach((group, values) -> values.forEach(
                        value -> apply(line, new Meaning.Value(group, value), Polarity.WANTED, Measure.USUAL)));
        put.add().forEach((id, amount) -> {
            Measure measure = measure(amount);
            Meaning meaning = carte.ingredient(id).isPresent() ? new Meaning.Part(id) : new Meaning.Item(id);
            apply(line, meaning, Polarity.WANTED, measure == null ? Measure.USUAL : measure);
        });
        put.remove().forEach(id -> {
            Meaning.Value value = value(put.itemId(), id);
            apply(line, value == null ? new Meaning.Part(id) : value, Polarity.REFUSED, Measure.USUAL);
        });
    }

    private void apply(DraftLine line, Meaning meaning, Polarity polarity, Measure measure) {
        fresh(line, now -> changes.apply(now, meaning, polarity, measure, false));
    }

    private void fresh(DraftLine line, Consumer<DraftLine> then) {
        DraftLine now = draft.get(line.lineId());
        if (now != null) {
            then.accept(now);
        }
    }

    private Meaning.@Nullable Value value(String itemId, String valueId) {
        return carte.groups(itemId).stream()
                .filter(group -> group.value(valueId).isPresent())
                .map(group -> new Meaning.Value(group.id(), valueId))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Measure measure(String amount) {
        return switch (amount) {
            case "usual" -> Measure.USUAL;
            case "light" -> Measure.LIGHT;
            case "extra" -> Measure.EXTRA;
            case "double" -> Measure.DOUBLE;
            default -> amount.matches("[1-9]") ? Measure.counted(Integer.parseInt(amount)) : null;
        };
    }

    private @Nullable String drop(String lineId) {
        DraftLine line = draft.get(lineId);
        if (line == null) {
            return "It drops a line that is not there.";
        }
        draft.drop(line);
        return null;
    }

    private @Nullable String which(String words, List<String> itemIds) {
        boolean known = itemIds.size() > 1
                && itemIds.stream().allMatch(id -> carte.item(id).isPresent());
        if (!known || !said.test(words)) {
            return "It asks about what is not on the menu or was not said.";
        }
        concerns.add(new Concern.WhichItem(words, itemIds));
        return null;
    }

    private @Nullable String notOnMenu(String words) {
        if (!said.test(words)) {
            return "It puts words into the guest's mouth.";
        }
        concerns.add(new Concern.Unknown(words, nearest.to(words)));
        return null;
    }
}
