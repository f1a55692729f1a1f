package dev.sotto.dialogue.conversation.turn;

import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.schemas.audio.AudioSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can reach a conversation. */
public sealed interface Heard {

    /** Somebody calls, or a waiter begins to speak; language is the one asked for, if any. */
    record CallBegan(
            AudioSource source,
            @Nullable String callerNumber,
            @Nullable String tableNumber,
            int replyPartition,
            @Nullable String language,
            Instant at)
            implements Heard {}

    /** Recognised words with the recogniser's confidence, 0 to 1. */
    record Words(Utterance said, double confidence) implements Heard {
        /** Words that nobody had to recognise one by one. */
        public Words(String text, double confidence) {
            this(Utterance.written(text), confidence);
        }

        public String text() {
            return said.text();
        }
    }

    /** Somebody spoke and it was not understood. */
    record Mumble() implements Heard {}

    /** Somebody spoke and there is no recogniser for his language: asking again would never help. */
    record Deafness() implements Heard {}

    record Silence() implements Heard {}

    /** A human has the call; it is not ours any more. */
    record HandedOver(String target) implements Heard {}

    /** The human we called did not take the call. */
    record NobodyThere() implements Heard {}

    record CallOver(String reason) implements Heard {}
}
