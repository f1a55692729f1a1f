package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order while one utterance changes it; whatever is said, it never holds what the menu or its limits forbid. */
final class Draft {
    private final Carte carte;
    private final List<DraftLine> lines;
    private final Set<String> touched = new HashSet<>();
    private int linesEver;

    Draft(Carte carte, List<DraftLine> lines, int linesEver) {
        this.carte = carte;
        this.lines = new ArrayList<>(lines);
        this.linesEver = linesEver;
    }

    List<DraftLine> lines() {
        return lines;
    }

    int linesEver() {
        return linesEver;
    }

    /** Lines that this utterance opened or changed, oldest first. */
    List<DraftLine> touched() {
        return lines.stream().filter(line -> touched.contains(line.lineId())).toList();
    }

    boolean isFull() {
        return lines.size() >= carte.config().limits().linesPerOrder();
    }

    DraftLine open(String itemId, int quantity) {
        return add(new DraftLine(String.valueOf(linesEver + 1), itemId, quantity, Map.of(), Map.of(), List.of(), null));
    }

    DraftLine copy(DraftLine like, int quantity) {
        return add(new DraftLine(
                String.valueOf(linesEver + 1),
                like.itemId(),
                quantity,
                like.options(),
                like.added(),
                like.removed(),
                like.note()));
    }

    private DraftLine add(DraftLine line) {
        linesEver++;
        lines.add(line);
        touched.add(line.lineId());
        return line;
    }

    @Nullable
    DraftLine get(String lineId) {
        return lines.stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    DraftLine last() {
        return lines.isEmpty() ? null : lines.getLast();
    }

    @Nullable
    DraftLine lastOf(String itemId) {
        return lines.reversed().stream()
                .filter(line -> line.itemId().equals(itemId))
                .findFirst()
                .orElse(null);
    }

    void drop(DraftLine line) {
        lines.removeIf(other -> other.lineId().equals(line.lineId()));
    }

    void quantity(DraftLine line, int quantity) {
        if (quantity <= 0) {
            drop(line);
        } else {
            replace(new DraftLine(
                    line.lineId(), line.itemId(), quantity, line.options(), line.added(), line.removed(), line.note()));
        }
    }

    /** Another item in the same place; what was chosen is kept where the new item has it too. */
    void item(DraftLine line, String itemId) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        options.entrySet()
                .removeIf(option -> option.getValue().stream()
                        .anyMatch(value ->
                                carte.value(itemId, option.getKey(), value).isEmpty()));
        Map<String, Integer> added = new HashMap<>(line.added());
        added.keySet().removeIf(id -> carte.extra(itemId, id) == null);
        List<String> removed = line.removed().stream()
                .filter(id -> carte.recipeHolds(itemId, id))
                .toList();
        replace(new DraftLine(line.lineId(), itemId, line.quantity(), options, added, removed, line.note()));
    }

    /** False where the group holds as many values as it may. */
    boolean choose(DraftLine line, OptionGroup group, String valueId) {
        List<String> chosen = new ArrayList<>(line.options().getOrDefault(group.id(), List.of()));
        if (!group.multiple()) {
            chosen.clear();
        }
        Integer atMost = group.atMost();
        if (!chosen.contains(valueId)) {
            if (atMost != null && chosen.size() >= atMost) {
                return false;
            }
            chosen.add(valueId);
        }
        with(line, group.id(), chosen, without(line.removed(), valueId));
        return true;
    }

    void refuseValue(DraftLine line, OptionGroup group, String valueId) {
        List<String> chosen = without(line.options().getOrDefault(group.id(), List.of()), valueId);
        with(line, group.id(), chosen, plus(line.removed(), valueId));
    }

    private void with(DraftLine line, String groupId, List<String> chosen, List<String> removed) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        if (chosen.isEmpty()) {
            options.remove(groupId);
        } else {
            options.put(groupId, chosen);
        }
        replace(new DraftLine(
                line.lineId(), line.itemId(), line.quantity(), options, line.added(), removed, line.note()));
    }

    void add(DraftLine line, String ingredientId, int portions) {
        Map<String, Integer> added = new HashMap<>(line.added());
        if (portions > 0) {
            added.put(ingredientId, portions);
        }
        replace(new DraftLine(
                line.lineId(),
                line.itemId(),
                line.quantity(),
                line.options(),
                added,
                without(line.removed(), ingredientId),
                line.note()));
    }

    void leaveOut(DraftLine line, String ingredientId) {
        Map<String, Integer> added = new HashMap<>(line.added());
        boolean wasAdded = added.remove(ingredientId) != null;
        boolean onlyTakenBack = wasAdded && !carte.recipeHolds(line.itemId(), ingredientId);
        replace(new DraftLine(
                line.lineId(),
                line.itemId(),
                line.quantity(),
                line.options(),
                added,
                onlyTakenBack ? line.removed() : plus(line.removed(), ingredientId),
                line.note()));
    }

    private void replace(DraftLine line) {
        touched.add(line.lineId());
        lines.replaceAll(other -> other.lineId().equals(line.lineId()) ? line : other);
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
