package dev.sotto.dialogue.conversation.turn;

import dev.sotto.dialogue.conversation.turn.ConversationEvent.AgreementAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ChoiceAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ComplaintHeard;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.GuestTold;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.HandoverBegun;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.NothingUnderstood;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderAccepted;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.OrderResumed;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.RecapRead;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.Settled;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.SureAsked;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.Understood;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.Upsold;
import dev.sotto.dialogue.conversation.turn.ConversationEvent.VisitTold;
import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.AskingGuest;
import dev.sotto.schemas.dialogue.BookingTable;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Complaining;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Guest;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.dialogue.MakingSure;
import dev.sotto.schemas.dialogue.Matter;
import dev.sotto.schemas.dialogue.OpenClaim;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How each event changes the state of a conversation; nothing else does. */
public final class Phases {
    private Phases() {}

    public static DialogueState apply(DialogueState state, ConversationEvent event) {
        return switch (event) {
            case OrderChanged(List<DraftLine> lines, int linesEver) ->
                state.withLines(lines, linesEver).with(new TakingOrder()).withMisunderstood(0);
            case ChoiceAsked(String lineId, String groupId) -> state.with(new Choosing(lineId, groupId));
            case SureAsked(MakingSure what) -> state.with(what);
            case GuestAsked(String about, @Nullable String offered) -> state.with(new AskingGuest(about, offered));
            case GuestTold(Guest guest) -> state.withGuest(guest).withMisunderstood(0);
            case OrderResumed(String orderId, List<DraftLine> lines, int linesEver) ->
                state.withLines(lines, linesEver)
                        .withAmending(orderId)
                        .withUpsold(true)
                        .with(new TakingOrder())
                        .withMisunderstood(0);
            case AgreementAsked(Matter matter) ->
                state.with(new Agreeing(matter)).withMisunderstood(0);
            // A complaint leaves the order beside it as it was.
            case Settled _
            when state.phase() instanceof Agreeing(OpenClaim _)
                    && !state.lines().isEmpty() -> state.with(new TakingOrder()).withMisunderstood(0);
            case Settled(String id) ->
                state.withLines(List.of(), state.linesEver())
                        .withAmending(null)
                        .withGuest(Guest.UNKNOWN)
                        .with(new OrderTaken(id))
                        .withMisunderstood(0);
            case VisitTold(BookingTable visit) -> state.with(visit).withMisunderstood(0);
            case ComplaintHeard(Complaining complaint) -> state.with(complaint).withMisunderstood(0);
            case Upsold() -> state.withUpsold(true);
            case HandoverBegun(String human) ->
                state.with(new HandingOver(human)).withMisunderstood(0);
            case OrderReopened() -> state.with(new TakingOrder());
            case RecapRead recap -> state.with(new Confirming(recap.lines(), recap.totalMinor(), recap.currency()));
            case OrderAccepted(String orderId) ->
                state.withLines(List.of(), state.linesEver())
                        .withOrdersPlaced(state.ordersPlaced() + 1)
                        .withGuest(Guest.UNKNOWN)
                        .withUpsold(false)
                        .with(new OrderTaken(orderId))
                        .withMisunderstood(0);
            case NothingUnderstood() -> state.withMisunderstood(state.misunderstood() + 1);
            case Understood() -> state.withMisunderstood(0);
            case ConversationClosed(String reason) -> state.with(new Closed(reason));
        };
    }
}
