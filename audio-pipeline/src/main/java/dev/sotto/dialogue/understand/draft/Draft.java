package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of an order while one utterance changes them: opens, shares out, drops; a line keeps its id throughout. */
public final class Draft {
    private final Carte carte;
    private final List<DraftLine> lines;
    private final Set<String> touched = new LinkedHashSet<>();
    private int linesEver;
    private boolean dropped;

    public Draft(Carte carte, List<DraftLine> lines, int linesEver) {
        this.carte = carte;
        this.lines = new ArrayList<>(lines);
        this.linesEver = linesEver;
    }

    public List<DraftLine> lines() {
        return lines;
    }

    public int linesEver() {
        return linesEver;
    }

    /** Lines that this utterance opened or changed, oldest first. */
    public List<DraftLine> touched() {
        return lines.stream().filter(line -> touched.contains(line.lineId())).toList();
    }

    public boolean isTouched(DraftLine line) {
        return touched.contains(line.lineId());
    }

    public boolean isFull() {
        return lines.size() >= carte.config().limits().linesPerOrder();
    }

    public DraftLine open(String itemId, int quantity) {
        return add(new DraftLine(nextId(), itemId, quantity, Map.of(), Map.of(), List.of(), null, Map.of(), List.of()));
    }

    public DraftLine copy(DraftLine like, int quantity) {
        return add(new DraftLine(
                nextId(),
                like.itemId(),
                quantity,
                like.options(),
                like.added(),
                like.removed(),
                like.note(),
                like.amounts(),
                like.parts()));
    }

    /** Takes so many pieces off a line into a line of their own; all of them is the line itself. */
    public DraftLine split(DraftLine whole, int quantity) {
        if (quantity >= whole.quantity() || isFull()) {
            return whole;
        }
        quantity(whole, whole.quantity() - quantity);
        return copy(whole, quantity);
    }

    private String nextId() {
        return String.valueOf(linesEver + 1);
    }

    private DraftLine add(DraftLine line) {
        linesEver++;
        lines.add(line);
        touched.add(line.lineId());
        return line;
    }

    @Nullable
    public DraftLine get(String lineId) {
        return lines.stream()
                .filter(line -> line.lineId().equals(lineId))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    public DraftLine last() {
        return lines.isEmpty() ? null : lines.getLast();
    }

    @Nullable
    public DraftLine lastTouched() {
        List<DraftLine> now = touched();
        return now.isEmpty() ? last() : now.getLast();
    }

    @Nullable
    public DraftLine lastOf(String itemId) {
        return lines.reversed().stream()
                .filter(line -> line.itemId().equals(itemId))
                .findFirst()
                .orElse(null);
    }

    /** Whether this utterance took a line back: what is wanted instead of it takes no other's place. */
    public boolean isAnythingDropped() {
        return dropped;
    }

    public void drop(DraftLine line) {
        dropped = true;
        lines.removeIf(other -> other.lineId().equals(line.lineId()));
    }

    public void quantity(DraftLine line, int quantity) {
        if (quantity <= 0) {
            drop(line);
        } else {
            replace(with(line, line.itemId(), quantity, line.options(), line.added(), line.removed(), line.amounts()));
        }
    }

    /** Another item in the same place; what was chosen is kept where the new item has it too. */
    public void item(DraftLine line, String itemId) {
        Map<String, List<String>> options = new HashMap<>(line.options());
        options.entrySet()
                .removeIf(option -> option.getValue().stream()
                        .anyMatch(value ->
                                carte.value(itemId, option.getKey(), value).isEmpty()));
        Map<String, Integer> added = new HashMap<>(line.added());
        added.keySet().removeIf(id -> carte.extra(itemId, id) == null);
        List<String> removed = line.removed().stream()
                .filter(id -> carte.recipeHolds(itemId, id) || carte.extra(itemId, id) != null)
                .toList();
        Map<String, String> amounts = new HashMap<>(line.amounts());
        amounts.keySet().removeIf(id -> !carte.recipeHolds(itemId, id) && !added.containsKey(id));
        replace(with(line, itemId, line.quantity(), options, added, removed, amounts));
    }

    public void change(
            DraftLine line,
            Map<String, List<String>> options,
            Map<String, Integer> added,
            List<String> removed,
            Map<String, String> amounts) {
        replace(with(line, line.itemId(), line.quantity(), options, added, removed, amounts));
    }

    /** The next half of a piece; without an item it is the line's own. */
    public void openHalf(DraftLine line, @Nullable String itemId) {
        List<LinePart> parts = new ArrayList<>(line.parts());
        parts.add(new LinePart(itemId, List.of(), List.of()));
        parts(line, parts);
    }

    public void parts(DraftLine line, List<LinePart> parts) {
        replace(new DraftLine(
                line.lineId(),
                line.itemId(),
                line.quantity(),
                line.options(),
                line.added(),
                line.removed(),
                line.note(),
                line.amounts(),
                parts));
    }

    public void note(DraftLine line, String note) {
        replace(new DraftLine(
                line.lineId(),
                line.itemId(),
                line.quantity(),
                line.options(),
                line.added(),
                line.removed(),
                note,
                line.amounts(),
                line.parts()));
    }

    private static DraftLine with(
            DraftLine line,
            String itemId,
            int quantity,
            Map<String, List<String>> options,
            Map<String, Integer> added,
            List<String> removed,
            Map<String, String> amounts) {
        return new DraftLine(
                line.lineId(), itemId, quantity, options, added, removed, line.note(), amounts, line.parts());
    }

    private void replace(DraftLine line) {
        touched.add(line.lineId());
        lines.replaceAll(other -> other.lineId().equals(line.lineId()) ? line : other);
    }
}
