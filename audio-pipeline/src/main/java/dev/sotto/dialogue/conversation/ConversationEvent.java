package dev.sotto.dialogue.conversation;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.order.OrderLine;
import java.util.List;

/** What happened in a conversation; the only thing that changes its state, live and after a crash alike. */
public sealed interface ConversationEvent {

    record OrderChanged(List<DraftLine> lines, int linesEver) implements ConversationEvent {}

    record ChoiceAsked(String lineId, String groupId) implements ConversationEvent {}

    /** Listening again, after an answer or a "no" to the recap. */
    record OrderReopened() implements ConversationEvent {}

    record RecapRead(List<OrderLine> lines, long totalMinor, String currency) implements ConversationEvent {}

    record OrderAccepted(String orderId) implements ConversationEvent {}

    record NothingUnderstood() implements ConversationEvent {}

    record Understood() implements ConversationEvent {}

    record ConversationClosed(String reason) implements ConversationEvent {}
}
