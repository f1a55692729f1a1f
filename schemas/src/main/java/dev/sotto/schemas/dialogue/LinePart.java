package dev.sotto.schemas.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One half of a piece that is half one thing and half another; without an item it is the line's own. */
public record LinePart(@Nullable String itemId, List<String> added, List<String> removed) {

    public LinePart {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
