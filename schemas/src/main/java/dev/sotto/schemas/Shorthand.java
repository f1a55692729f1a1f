package dev.sotto.schemas;

import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that comes fifty times a second for every call pays too much for reflection, so its fields are written and
 * read here in the order of its schema. The bytes are those reflection writes, and a test holds the two together.
 */
interface Shorthand<V extends TopicRecord> {

    /** Around the sound of a frame: envelope, ids and numbers. */
    int USUAL_BYTES = 256;

    void write(V value, AvroWriter to);

    V read(AvroReader from);

    /** How many bytes it will be, about. */
    int size(V value);

    /** Null for records that come too seldom to be worth it. */
    @SuppressWarnings("unchecked") // It is asked for by the type it is for.
    static <V extends TopicRecord> @Nullable Shorthand<V> of(Class<V> type) {
        return type == AudioFrames.class ? (Shorthand<V>) new Frames() : null;
    }

    /** Sound. */
    final class Frames implements Shorthand<AudioFrames> {

        @Override
        public int size(AudioFrames frames) {
            return USUAL_BYTES + frames.audio().remaining();
        }

        @Override
        public void write(AudioFrames frames, AvroWriter to) {
            Envelope envelope = frames.envelope();
            to.text(envelope.topic())
                    .text(envelope.restaurantId())
                    .text(envelope.eventId())
                    .number(envelope.occurredAt().toEpochMilli())
                    .text(frames.callId())
                    .number(index(frames.source()))
                    .number(frames.firstSequence())
                    .number(frames.frameCount())
                    .number(frames.frameMillis())
                    .number(frames.sampleRateHz())
                    .number(frames.lostBefore())
                    .bool(frames.playing())
                    .number(frames.capturedAtMicros())
                    .bool(frames.last())
                    .block(frames.audio())
                    .number(frames.concealed());
        }

        @Override
        public AudioFrames read(AvroReader from) {
            Envelope envelope =
                    new Envelope(from.text(), from.text(), from.text(), Instant.ofEpochMilli(from.number()));
            return new AudioFrames(
                    envelope,
                    from.text(),
                    source(from.integer()),
                    from.number(),
                    from.integer(),
                    from.integer(),
                    from.integer(),
                    from.integer(),
                    from.bool(),
                    from.number(),
                    from.bool(),
                    from.block(),
                    from.integer());
        }

        /** The place of a symbol in its schema. */
        private static int index(AudioSource source) {
            return switch (source) {
                case PHONE -> 0;
                case EARPIECE -> 1;
            };
        }

        private static AudioSource source(int index) {
            return switch (index) {
                case 0 -> AudioSource.PHONE;
                case 1 -> AudioSource.EARPIECE;
                default -> throw new IndexOutOfBoundsException("no audio source has the number " + index);
            };
        }
    }
}
