package dev.sotto.dialogue.conversation.turn;

import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.Matter;
import dev.sotto.schemas.order.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation; the only thing that changes its state, live and after a crash alike. */
public sealed interface ConversationEvent {

    record OrderChanged(List<DraftLine> lines, int linesEver) implements ConversationEvent {}

    record ChoiceAsked(String lineId, String groupId) implements ConversationEvent {}

    /** One thing that was not heard well was said back as a question. */
    record SureAsked(MakingSure what) implements ConversationEvent {}

    /** One question about the guest was asked; a yes takes what was offered. */
    record GuestAsked(String about, @Nullable String offered) implements ConversationEvent {}

    /** All that is known about the guest now. */
    record GuestTold(Guest guest) implements ConversationEvent {}

    /** Listening again, after an answer or a "no" to the recap. */
    record OrderReopened() implements ConversationEvent {}

    record RecapRead(List<OrderLine> lines, long totalMinor, String currency) implements ConversationEvent {}

    record OrderAccepted(String orderId) implements ConversationEvent {}

    /** The lines of an order that was placed before are in hand again. */
    record OrderResumed(String orderId, List<DraftLine> lines, int linesEver) implements ConversationEvent {}

    /** Something other than an order was read back. */
    record AgreementAsked(Matter matter) implements ConversationEvent {}

    /** What was asked about a placed order, or beside one, is done or cannot be done. */
    record Settled(String id) implements ConversationEvent {}

    /** All that is known about a visit now, and what was asked. */
    record VisitTold(BookingTable visit) implements ConversationEvent {}

    /** All that was said of a complaint until now, and what was asked. */
    record ComplaintHeard(Complaining complaint) implements ConversationEvent {}

    /** Something was offered beside the order, by its item. */
    record Upsold() implements ConversationEvent {}

    record HandoverBegun(String human) implements ConversationEvent {}

    record NothingUnderstood() implements ConversationEvent {}

    record Understood() implements ConversationEvent {}

    record ConversationClosed(String reason) implements ConversationEvent {}
}
