package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.Decision.HandOver;
import dev.sotto.dialogue.conversation.Decision.Outcome;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn while it is being decided: each event is applied at once, so that what is said fits what has happened. */
final class TurnPlan {
    private final List<ConversationEvent> events = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private DialogueState state;
    private @Nullable String hangUp;
    private @Nullable Outcome outcome;
    private @Nullable HandOver handOver;
    private final Instant now;
    private final String text;

    /**
     * @param now when it was heard, which is the same when it is decided again after a crash
     * @param text what was said, or nothing
     */
    TurnPlan(DialogueState state, Instant now, String text) {
        this.text = text;
        this.state = state;
        this.now = now;
    }

    String text() {
        return text;
    }

    Instant now() {
        return now;
    }

    DialogueState state() {
        return state;
    }

    /** The table named in words comes before the one the device stands for. */
    @Nullable
    String table() {
        String named = state.guest().table();
        return named == null ? state.tableNumber() : named;
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

    TurnPlan place(Outcome placed) {
        outcome = placed;
        return happened(new ConversationEvent.OrderAccepted(placed.orderId()));
    }

    /** Makes something durable that is no order of this conversation. */
    TurnPlan settle(Outcome settled) {
        outcome = settled;
        return this;
    }

    TurnPlan handOver(String human, String summary) {
        handOver = new HandOver(human, summary);
        return this;
    }

    boolean saysNothing() {
        return sentences.isEmpty();
    }

    Decision decision() {
        return new Decision(events, sentences, hangUp, outcome, handOver);
    }
}
