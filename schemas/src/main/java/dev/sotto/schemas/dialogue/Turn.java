package dev.sotto.schemas.dialogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our side of one exchange, kept until the next thing is heard so that it can be said again after a crash. */
public record Turn(
        String causeTopic,
        long causeOffset,
        List<String> sentences,
        @Nullable String hangUp,
        @Nullable Long heardAtMicros,
        @Nullable String transferTo,
        @Nullable String summary) {

    /** Before anything was said. */
    public static final Turn NONE = new Turn("", -1, List.of(), null, null, null, null);

    public Turn {
        sentences = List.copyOf(sentences);
    }
}
