package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.conversation.turn.ConversationEvent;
import dev.sotto.dialogue.conversation.turn.Decision;
import dev.sotto.dialogue.conversation.turn.Decision.Outcome;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.placed.PlacedOrders;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest and the house at one table: what is said, and what must be answered. */
final class Talk {
    private final PlacedOrders placed;
    private final Conversation conversation;
    private Instant now;
    private DialogueState state;
    private Decision last = Decision.nothing();

    private Talk(RestaurantConfig restaurant, AudioSource source, @Nullable String table, Instant began) {
        this(restaurant, source, table, began, new PlacedOrders(), "call");
    }

    private Talk(
            RestaurantConfig restaurant,
            AudioSource source,
            @Nullable String table,
            Instant began,
            PlacedOrders placed,
            String call) {
        this.placed = placed;
        this.now = began;
        this.conversation =
                new Conversation(new Understander(restaurant, restaurant.language()), restaurant.language(), placed);
        this.state = DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, restaurant.id(), "e"),
                call,
                source,
                restaurant.language(),
                "+33155550177",
                table,
                0);
        hear(new Heard.CallBegan(source, null, table, 0, null, began));
    }

    static Talk onThePhone(RestaurantConfig restaurant) {
        return new Talk(restaurant, AudioSource.PHONE, null, Instant.EPOCH);
    }

    /** A call at this moment. */
    static Talk onThePhone(RestaurantConfig restaurant, String moment) {
        return new Talk(restaurant, AudioSource.PHONE, null, Instant.parse(moment));
    }

    static Talk atTable(String table, RestaurantConfig restaurant) {
        return new Talk(restaurant, AudioSource.EARPIECE, table, Instant.EPOCH);
    }

    Talk guest(String words) {
        return hear(new Heard.Words(words, 0.9));
    }

    Talk hear(Heard heard) {
        last = conversation.decide(state, heard, now);
        for (Outcome outcome : last.outcomes()) {
            happens(outcome.orderId(), outcome.version(), outcome.event());
        }
        for (ConversationEvent event : last.events()) {
            state = Conversation.apply(state, event);
        }
        state = state.answered(
                state.envelope(),
                state.appliedCalls(),
                state.appliedSpeech(),
                state.heard(),
                new Turn("", 0, last.sentences(), last.hangUp(), null, null, null));
        return this;
    }

    Talk house(String words) {
        assertThat(String.join(" ", last.sentences())).isEqualTo(words);
        return this;
    }

    /** All that the house said last. */
    String said() {
        return String.join(" ", last.sentences());
    }

    Talk houseHangsUp(String reason) {
        assertThat(last.hangUp()).isEqualTo(reason);
        return this;
    }

    Talk nothingIsPlaced() {
        assertThat(last.outcome()).isNull();
        return this;
    }

    /** Somebody else does something to an order: the kitchen, another call. */
    Talk happens(String orderId, long version, OrderEvent event) {
        Envelope envelope = new Envelope("orders.events", state.envelope().restaurantId(), orderId + version, now);
        placed.apply(new OrderRecord(envelope, orderId, version, state.callId(), event));
        return this;
    }

    /** The same guest calls again. */
    Talk callsAgain(RestaurantConfig restaurant, String moment) {
        return new Talk(restaurant, AudioSource.PHONE, null, Instant.parse(moment), placed, "later");
    }

    Outcome outcome() {
        Outcome outcome = last.outcome();
        assertThat(outcome).isNotNull();
        return java.util.Objects.requireNonNull(outcome);
    }

    /** What followed from the last words behind the order itself. */
    List<OrderEvent> following() {
        return last.outcomes().stream().skip(1).map(Outcome::event).toList();
    }

    OrderPlaced placed() {
        assertThat(outcome().event()).isInstanceOf(OrderPlaced.class);
        return (OrderPlaced) outcome().event();
    }

    Talk handsOverTo(String human, String summary) {
        assertThat(last.handOver()).isEqualTo(new Decision.HandOver(human, summary));
        return this;
    }

    Talk keepsTheCall() {
        assertThat(last.handOver()).isNull();
        return this;
    }

    /** From now on it is this late. */
    Talk at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    DialogueState state() {
        return state;
    }
}
