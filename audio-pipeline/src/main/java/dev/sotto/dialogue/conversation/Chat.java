package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.Decision;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversation by keyboard, with the same dialogue that calls have, in memory: nothing said here reaches a kitchen. */
public final class Chat {
    /** Who types is sure of his words. */
    private static final double SURE = 1;

    /** Anybody's number: who types has none, and may still speak about the order he placed. */
    private static final String NUMBER = "+0000000";

    private final PlacedOrders placed = new PlacedOrders();
    private final Conversation conversation;
    private final Clock clock;
    private DialogueState state;
    private Decision last = Decision.nothing();

    /** @param table the table a waiter types for; null for a guest on the telephone */
    public Chat(RestaurantConfig restaurant, String language, @Nullable String table, Clock clock) {
        AudioSource source = table == null ? AudioSource.PHONE : AudioSource.EARPIECE;
        this.conversation = new Conversation(new Understander(restaurant, language), language, placed);
        this.state = DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, restaurant.id(), "chat"),
                "chat",
                source,
                language,
                NUMBER,
                table,
                0);
        this.clock = clock;
        hear(new Heard.CallBegan(source, null, table, 0, language, clock.instant()));
    }

    /** Answers one line that was typed. */
    public List<String> say(String line) {
        return say(Utterance.written(line));
    }

    /** Answers what was said. */
    public List<String> say(Utterance said) {
        hear(said.text().isBlank() ? new Heard.Silence() : new Heard.Words(said, SURE));
        return said();
    }

    /** What the house said last. */
    public List<String> said() {
        return last.sentences();
    }

    public boolean isOver() {
        return last.hangUp() != null || last.handOver() != null;
    }

    /** To whom a call would go now; null where it stays with us. */
    public Decision.@Nullable HandOver handedOver() {
        return last.handOver();
    }

    /** What was just agreed to, as the kitchen would get it; null where nothing was. */
    public Decision.@Nullable Outcome outcome() {
        return last.outcome();
    }

    /** All that follows from what was said last, in the order in which the kitchen would get it. */
    public List<Decision.Outcome> outcomes() {
        return last.outcomes();
    }

    private void hear(Heard heard) {
        last = conversation.decide(state, heard, clock.instant());
        for (ConversationEvent event : last.events()) {
            state = Conversation.apply(state, event);
        }
        for (Decision.Outcome outcome : last.outcomes()) {
            String eventId = outcome.orderId() + "/" + outcome.version();
            placed.apply(new OrderRecord(
                    new Envelope(
                            Topics.ORDERS_EVENTS.name(), state.envelope().restaurantId(), eventId, clock.instant()),
                    outcome.orderId(),
                    outcome.version(),
                    state.callId(),
                    outcome.event()));
        }
        Turn turn = new Turn("", -1, last.sentences(), last.hangUp(), null, null, null);
        state = state.answered(state.envelope(), state.appliedCalls(), state.appliedSpeech(), state.heard(), turn);
    }
}
