package dev.sotto.dialogue.colleague.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer.
 *
 * @param calls the tools it calls; what it wrote beside them is nobody's business
 * @param requests how often the question was sent for it
 * @param estimated true where the server did not count tokens
 */
public record ChatAnswer(
        List<ToolCall> calls,
        int requests,
        long promptTokens,
        long completionTokens,
        boolean estimated,
        @Nullable Long firstTokenMillis) {

    /** {@code arguments}: JSON, as far as the model kept to it. */
    public record ToolCall(String name, String arguments) {}

    ChatAnswer after(int attempts) {
        return new ChatAnswer(calls, attempts, promptTokens, completionTokens, estimated, firstTokenMillis);
    }
}
