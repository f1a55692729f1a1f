package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.conversation.Decision.NewOrder;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A guest and the house at one table: what is said, and what must be answered. */
final class Talk {
    private final Conversation conversation;
    private DialogueState state;
    private Decision last = Decision.nothing();

    private Talk(RestaurantConfig restaurant, AudioSource source, @Nullable String table) {
        this.conversation =
                new Conversation(new Understander(restaurant, restaurant.language()), restaurant.language());
        this.state = DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, restaurant.id(), "e"),
                "call",
                source,
                restaurant.language(),
                "+33155550177",
                table,
                0);
        hear(new Heard.CallBegan(source, null, table, 0, null, Instant.EPOCH));
    }

    static Talk onThePhone(RestaurantConfig restaurant) {
        return new Talk(restaurant, AudioSource.PHONE, null);
    }

    static Talk atTable(String table, RestaurantConfig restaurant) {
        return new Talk(restaurant, AudioSource.EARPIECE, table);
    }

    Talk guest(String words) {
        return hear(new Heard.Words(words, 0.9));
    }

    Talk hear(Heard heard) {
        last = conversation.decide(state, heard);
        for (ConversationEvent event : last.events()) {
            state = Conversation.apply(state, event);
        }
        return this;
    }

    Talk house(String words) {
        assertThat(String.join(" ", last.sentences())).isEqualTo(words);
        return this;
    }

    Talk houseHangsUp(String reason) {
        assertThat(last.hangUp()).isEqualTo(reason);
        return this;
    }

    Talk nothingIsPlaced() {
        assertThat(last.order()).isNull();
        return this;
    }

    NewOrder placed() {
        NewOrder order = last.order();
        assertThat(order).isNotNull();
        return java.util.Objects.requireNonNull(order);
    }

    DialogueState state() {
        return state;
    }
}
