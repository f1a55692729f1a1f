package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.Decision.NewOrder;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn while it is being decided: each event is applied at once, so that what is said fits what has happened. */
final class TurnPlan {
    private final List<ConversationEvent> events = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private DialogueState state;
    private @Nullable String hangUp;
    private @Nullable NewOrder order;

    TurnPlan(DialogueState state) {
        this.state = state;
    }

    DialogueState state() {
        return state;
    }

    boolean isTerse() {
        return state.source() == AudioSource.EARPIECE;
    }

    TurnPlan happened(ConversationEvent event) {
        events.add(event);
        state = Phases.apply(state, event);
        return this;
    }

    TurnPlan say(String sentence) {
        sentences.add(sentence);
        return this;
    }

    TurnPlan sayAll(List<String> more) {
        sentences.addAll(more);
        return this;
    }

    /** An earpiece session goes on: its waiter has the next table. */
    TurnPlan close(String reason) {
        happened(new ConversationEvent.ConversationClosed(reason));
        hangUp = reason;
        return this;
    }

    TurnPlan hangUp(String reason) {
        hangUp = reason;
        return this;
    }

    TurnPlan place(NewOrder placed) {
        order = placed;
        return happened(new ConversationEvent.OrderAccepted(placed.orderId()));
    }

    Decision decision() {
        return new Decision(events, sentences, hangUp, order);
    }
}
