package dev.sotto.dialogue.colleague.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A model gave no answer; the message is one sentence without keys and without anything that was said.
 * {@code passing}: asking again may help, after {@code retryAfter} where the server named a time.
 */
public final class ChatFailure extends IllegalStateException {
    private final boolean passing;
    private final @Nullable Duration retryAfter;

    public ChatFailure(String message, boolean passing) {
        this(message, passing, null);
    }

    ChatFailure(String message, boolean passing, @Nullable Duration retryAfter) {
        super(message);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    boolean isPassing() {
        return passing;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
