package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.ConversationEvent.ChoiceAsked;
import dev.sotto.dialogue.conversation.ConversationEvent.ConversationClosed;
import dev.sotto.dialogue.conversation.ConversationEvent.NothingUnderstood;
import dev.sotto.dialogue.conversation.ConversationEvent.OrderAccepted;
import dev.sotto.dialogue.conversation.ConversationEvent.OrderChanged;
import dev.sotto.dialogue.conversation.ConversationEvent.OrderReopened;
import dev.sotto.dialogue.conversation.ConversationEvent.RecapRead;
import dev.sotto.dialogue.conversation.ConversationEvent.Understood;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialoguePhase;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.dialogue.TakingOrder;
import java.util.List;

/** How each event changes the state of a conversation; nothing else does. */
final class Phases {
    private Phases() {}

    static DialogueState apply(DialogueState state, ConversationEvent event) {
        return switch (event) {
            case OrderChanged(List<DraftLine> lines, int linesEver) ->
                with(state, new TakingOrder(), lines, linesEver, state.ordersPlaced(), 0);
            case ChoiceAsked(String lineId, String groupId) -> in(state, new Choosing(lineId, groupId));
            case OrderReopened() -> in(state, new TakingOrder());
            case RecapRead recap -> in(state, new Confirming(recap.lines(), recap.totalMinor(), recap.currency()));
            case OrderAccepted(String orderId) ->
                with(state, new OrderTaken(orderId), List.of(), state.linesEver(), state.ordersPlaced() + 1, 0);
            case NothingUnderstood() ->
                with(
                        state,
                        state.phase(),
                        state.lines(),
                        state.linesEver(),
                        state.ordersPlaced(),
                        state.misunderstood() + 1);
            case Understood() -> with(state, state.phase(), state.lines(), state.linesEver(), state.ordersPlaced(), 0);
            case ConversationClosed(String reason) -> in(state, new Closed(reason));
        };
    }

    private static DialogueState in(DialogueState state, DialoguePhase phase) {
        return with(state, phase, state.lines(), state.linesEver(), state.ordersPlaced(), state.misunderstood());
    }

    private static DialogueState with(
            DialogueState state,
            DialoguePhase phase,
            List<DraftLine> lines,
            int linesEver,
            int ordersPlaced,
            int misunderstood) {
        return new DialogueState(
                state.envelope(),
                state.callId(),
                state.revision(),
                state.source(),
                state.language(),
                state.callerNumber(),
                state.tableNumber(),
                state.replyPartition(),
                phase,
                lines,
                linesEver,
                ordersPlaced,
                misunderstood,
                state.appliedCalls(),
                state.appliedSpeech(),
                state.heard(),
                state.turn());
    }
}
