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
                state.withLines(lines, linesEver).with(new TakingOrder()).withMisunderstood(0);
            case ChoiceAsked(String lineId, String groupId) -> state.with(new Choosing(lineId, groupId));
            case OrderReopened() -> state.with(new TakingOrder());
            case RecapRead recap -> state.with(new Confirming(recap.lines(), recap.totalMinor(), recap.currency()));
            case OrderAccepted(String orderId) ->
                state.withLines(List.of(), state.linesEver())
                        .withOrdersPlaced(state.ordersPlaced() + 1)
                        .with(new OrderTaken(orderId))
                        .withMisunderstood(0);
            case NothingUnderstood() -> state.withMisunderstood(state.misunderstood() + 1);
            case Understood() -> state.withMisunderstood(0);
            case ConversationClosed(String reason) -> state.with(new Closed(reason));
        };
    }
}
