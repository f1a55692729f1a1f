package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.understand.Understander;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversation by keyboard, with the same dialogue that calls have, in memory: nothing said here reaches a kitchen. */
public final class Chat {
    /** Who types is sure of his words. */
    private static final double SURE = 1;

    private final Conversation conversation;
    private DialogueState state;
    private Decision last = Decision.nothing();

    /** @param table the table a waiter types for; null for a guest on the telephone */
    public Chat(RestaurantConfig restaurant, String language, @Nullable String table, Instant now) {
        AudioSource source = table == null ? AudioSource.PHONE : AudioSource.EARPIECE;
        this.conversation = new Conversation(new Understander(restaurant, language), language);
        this.state = DialogueState.begun(
                Envelope.of(Topics.DIALOGUE_STATE, restaurant.id(), "chat"), "chat", source, language, null, table, 0);
        hear(new Heard.CallBegan(source, null, table, 0, language, now));
    }

    /** Answers one line that was typed. */
    public List<String> say(String line) {
        hear(line.isBlank() ? new Heard.Silence() : new Heard.Words(line, SURE));
        return said();
    }

    /** What the house said last. */
    public List<String> said() {
        return last.sentences();
    }

    public boolean isOver() {
        return last.hangUp() != null;
    }

    /** The order that was just placed, as the kitchen would get it; null where none was. */
    public Decision.@Nullable NewOrder placed() {
        return last.order();
    }

    private void hear(Heard heard) {
        last = conversation.decide(state, heard);
        for (ConversationEvent event : last.events()) {
            state = Conversation.apply(state, event);
        }
        Turn turn = new Turn("", -1, last.sentences(), last.hangUp(), null);
        state = state.answered(state.envelope(), state.appliedCalls(), state.appliedSpeech(), state.heard(), turn);
    }
}
