package dev.sotto.schemas.dialogue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One line before prices: ids of the menu only, so that a draft can never carry a price that the menu does not. */
public record DraftLine(
        String lineId,
        String itemId,
        int quantity,
        Map<String, List<String>> options,
        Map<String, Integer> added,
        List<String> removed,
        @Nullable String note,
        Map<String, String> amounts,
        List<LinePart> parts) {

    public DraftLine {
        // Sorted, so that equal lines have equal bytes.
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        added = Collections.unmodifiableMap(new TreeMap<>(added));
        removed = List.copyOf(removed);
        amounts = Collections.unmodifiableMap(new TreeMap<>(amounts));
        parts = List.copyOf(parts);
    }
}
