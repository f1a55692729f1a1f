package dev.sotto.dialogue.conversation.turn;

import dev.sotto.schemas.order.OrderEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do about something heard: what happened, what to say, and what to make durable before any of it is said.
 *
 * @param hangUp why to hang up after the last sentence; null to go on
 * @param outcomes what was agreed to and what follows from it, in this order
 * @param handOver to whom the call goes after the last sentence; null to keep it
 */
public record Decision(
        List<ConversationEvent> events,
        List<String> sentences,
        @Nullable String hangUp,
        List<Outcome> outcomes,
        @Nullable HandOver handOver) {

    /** An order, or what becomes of one, exactly as it was read back and agreed to; version 1 is the first of its id. */
    public record Outcome(String orderId, long version, OrderEvent event) {}

    /** A human by the name the restaurant's file gives him, and what he is told before he is connected. */
    public record HandOver(String human, String summary) {}

    public Decision {
        events = List.copyOf(events);
        sentences = List.copyOf(sentences);
        outcomes = List.copyOf(outcomes);
    }

    /** What was agreed to; null where nothing was. */
    public @Nullable Outcome outcome() {
        return outcomes.isEmpty() ? null : outcomes.getFirst();
    }

    public static Decision nothing() {
        return say(List.of(), List.of(), null);
    }

    /** Words and nothing durable. */
    public static Decision say(List<ConversationEvent> events, List<String> sentences, @Nullable String hangUp) {
        return new Decision(events, sentences, hangUp, List.of(), null);
    }
}
