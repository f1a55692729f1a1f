package dev.sotto.dialogue.menu;

import dev.sotto.dialogue.menu.InvalidMenuException.Problem;
import dev.sotto.schemas.restaurant.rules.Complaints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects everything wrong with one menu file, so that its writer mends it in one go instead of one error a run. */
final class Problems implements Complaints {
    private static final int SHOWN = 25;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    Problems(String file) {
        this.file = file;
    }

    void place(String field, int line) {
        lines.put(field, line);
    }

    @Override
    public void add(String field, String what, String suggestion) {
        found.add(new Problem(file, lineOf(field), field, what, suggestion));
    }

    void addAt(int line, String field, String what, String suggestion) {
        found.add(new Problem(file, line, field, what, suggestion));
    }

    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Problem> sorted = found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(SHOWN)
                .collect(Collectors.toCollection(ArrayList::new));
        if (found.size() > SHOWN) {
            sorted.add(new Problem(file, 0, "", "and " + (found.size() - SHOWN) + " more problems", ""));
        }
        throw new InvalidMenuException(sorted);
    }

    private int lineOf(String field) {
        for (String path = field; !path.isEmpty(); path = parent(path)) {
            Integer line = lines.get(path);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }
}
