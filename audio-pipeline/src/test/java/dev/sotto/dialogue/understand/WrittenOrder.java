package dev.sotto.dialogue.understand;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One order of the written sets: what is said, turn by turn, and what it orders; the folder's README tells the notation. */
record WrittenOrder(String said, List<Turn> turns, List<Line> lines, boolean corrected, boolean skipped) {

    record Turn(boolean guest, String text) {}

    /** One line, with everything that was said about it as sorted words such as {@code size=large} or {@code -onions}. */
    record Line(String item, int quantity, List<String> slots) {}

    static WrittenOrder of(String written) {
        boolean corrected = written.startsWith("!");
        String[] sides = (corrected ? written.substring(1) : written).split(" =>", 2);
        List<Turn> turns = new ArrayList<>();
        for (String turn : sides[0].split(" // ", -1)) {
            boolean house = turn.strip().startsWith("A:");
            turns.add(new Turn(!house, house ? turn.strip().substring(2).strip() : turn.strip()));
        }
        String[] order = sides[1].split("\\|", -1);
        List<Line> lines = new ArrayList<>();
        for (String line : order[0].split(" ; ", -1)) {
            if (!line.isBlank()) {
                lines.add(line(line.strip()));
            }
        }
        boolean skipped = order.length > 1 && order[order.length - 1].strip().equals("skip");
        return new WrittenOrder(sides[0].strip(), turns, merged(lines), corrected, skipped);
    }

    /** Equal lines said one after the other are one line. */
    static List<Line> merged(List<Line> lines) {
        TreeMap<String, Line> merged = new TreeMap<>();
        for (Line line : lines) {
            merged.merge(
                    line.item() + line.slots(),
                    line,
                    (one, other) -> new Line(one.item(), one.quantity() + other.quantity(), one.slots()));
        }
        return List.copyOf(merged.values());
    }

    private static Line line(String written) {
        String[] words = written.replaceAll("\\{([^}]*)}", "").strip().split(" +", -1);
        TreeSet<String> slots = new TreeSet<>();
        for (int index = 2; index < words.length; index++) {
            String word = words[index];
            int equals = word.indexOf('=');
            if (equals > 0) {
                for (String value : word.substring(equals + 1).split(",", -1)) {
                    slots.add(word.substring(0, equals) + "=" + value);
                }
            } else {
                slots.add(word);
            }
        }
        for (int open = written.indexOf('{'); open >= 0; open = written.indexOf('{', open + 1)) {
            slots.add(written.substring(open, written.indexOf('}', open) + 1));
        }
        return new Line(words[1], Integer.parseInt(words[0]), told(slots));
    }

    /** What is said how much of is there: the amount says so, and needs no second word. */
    static List<String> told(Set<String> slots) {
        TreeSet<String> kept = new TreeSet<>(slots);
        for (String slot : slots) {
            int colon = slot.indexOf(':');
            if (colon > 0) {
                String id = slot.substring(0, colon);
                kept.removeIf(other -> other.equals("+" + id) || other.endsWith("=" + id));
            }
        }
        return List.copyOf(kept);
    }

    String kind() {
        if (corrected) {
            return "corrected";
        }
        boolean plain = lines.stream().allMatch(line -> line.slots().isEmpty());
        return lines.size() > 1 ? "several" : plain ? "plain" : "modified";
    }
}
