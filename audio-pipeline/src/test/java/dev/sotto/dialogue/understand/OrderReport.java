package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.WrittenOrder.Line;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Counts, for each kind of order, how many are right to the last slot and how many of the slots are right. */
final class OrderReport {
    private final Map<String, Score> scores = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /** Orders and slots of one kind; a slot is one item with its number, or one thing said about it. */
    private static final class Score {
        private int orders;
        private int exact;
        private int wanted;
        private int heard;
        private int right;

        double exactShare() {
            return orders == 0 ? 1 : (double) exact / orders;
        }

        double slotF1() {
            return wanted + heard == 0 ? 1 : 2.0 * right / (wanted + heard);
        }
    }

    void hear(Understander understander, WrittenOrder order, UnaryOperator<String> noise) {
        count(order, WrittenOrder.merged(listen(understander, order, noise)));
    }

    void count(WrittenOrder order, List<Line> heard) {
        boolean exact = heard.equals(order.lines());
        for (String kind : List.of(order.kind(), "all")) {
            Score score = scores.computeIfAbsent(kind, any -> new Score());
            score.orders++;
            score.exact += exact ? 1 : 0;
            List<String> wanted = slots(order.lines());
            List<String> got = slots(heard);
            score.wanted += wanted.size();
            score.heard += got.size();
            got.forEach(slot -> {
                if (wanted.remove(slot)) {
                    score.right++;
                }
            });
        }
        if (!exact) {
            failures.add(order.said() + "\n   wanted " + order.lines() + "\n   heard  " + heard);
        }
    }

    private static List<String> slots(List<Line> lines) {
        List<String> slots = new ArrayList<>();
        for (Line line : lines) {
            slots.add(line.quantity() + " " + line.item());
            line.slots().forEach(slot -> slots.add(line.item() + " " + slot));
        }
        return slots;
    }

    private static List<Line> listen(Understander understander, WrittenOrder order, UnaryOperator<String> noise) {
        return lines(understander, dialog(understander, order, noise));
    }

    static List<Line> lines(Understander understander, Listening listening) {
        return listening.lines().stream()
                .map(line ->
                        new Line(line.itemId(), line.quantity(), WrittenOrder.told(slots(understander.carte(), line))))
                .toList();
    }

    static Listening dialog(Understander understander, WrittenOrder order, UnaryOperator<String> noise) {
        Listening listening = new Listening(understander);
        for (WrittenOrder.Turn turn : order.turns()) {
            if (turn.guest()) {
                listening.guest(noise.apply(turn.text()));
            } else {
                listening.house(turn.text());
            }
        }
        return listening;
    }

    /** As labels tell an order that know neither refusals nor amounts nor what goes without saying. */
    void hearPlainly(Understander understander, WrittenOrder order, Set<String> unsaid) {
        List<Line> heard = dialog(understander, order, UnaryOperator.identity()).lines().stream()
                .map(line -> new Line(
                        line.itemId(),
                        line.quantity(),
                        slots(understander.carte(), line).stream()
                                .filter(slot ->
                                        !slot.startsWith("-") && slot.indexOf(':') < 0 && !unsaid.contains(slot))
                                .toList()))
                .toList();
        count(order, WrittenOrder.merged(heard));
    }

    private static Set<String> slots(Carte carte, DraftLine line) {
        TreeSet<String> slots = new TreeSet<>();
        line.options().forEach((group, values) -> values.forEach(value -> slots.add(group + "=" + value)));
        line.added().keySet().stream()
                .filter(id -> !carte.recipeHolds(line.itemId(), id))
                .forEach(id -> slots.add("+" + id));
        line.removed().forEach(id -> slots.add("-" + id));
        line.amounts().forEach((id, amount) -> slots.add(id + ":" + amount));
        line.parts().forEach(part -> slots.add("{" + half(part) + "}"));
        return slots;
    }

    private static String half(LinePart part) {
        List<String> words = new ArrayList<>();
        String itemId = part.itemId();
        if (itemId != null) {
            words.add(itemId);
        }
        part.added().forEach(id -> words.add("+" + id));
        part.removed().forEach(id -> words.add("-" + id));
        return String.join(" ", words);
    }

    double exact(String kind) {
        return scores.getOrDefault(kind, new Score()).exactShare();
    }

    double slotF1(String kind) {
        return scores.getOrDefault(kind, new Score()).slotF1();
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        scores.forEach((kind, score) -> text.append(String.format(
                Locale.ROOT,
                "  %-10s %4d orders  %5.1f %% exact  slot F1 %.3f%n",
                kind,
                score.orders,
                100 * score.exactShare(),
                score.slotF1())));
        return text.toString();
    }
}
