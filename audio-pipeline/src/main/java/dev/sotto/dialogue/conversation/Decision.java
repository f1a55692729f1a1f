package dev.sotto.dialogue.conversation;

import dev.sotto.schemas.order.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do about something heard: what happened, what to say, and an order to make durable before any of it is said.
 *
 * @param hangUp why to hang up after the last sentence; null to go on
 */
public record Decision(
        List<ConversationEvent> events,
        List<String> sentences,
        @Nullable String hangUp,
        @Nullable NewOrder order) {

    /** The lines exactly as they were read back and agreed to. */
    public record NewOrder(String orderId, List<OrderLine> lines, long totalMinor, String currency) {}

    public Decision {
        events = List.copyOf(events);
        sentences = List.copyOf(sentences);
    }

    static Decision nothing() {
        return new Decision(List.of(), List.of(), null, null);
    }
}
