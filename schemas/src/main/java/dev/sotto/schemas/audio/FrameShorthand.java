package dev.sotto.schemas.audio;

import dev.sotto.schemas.AvroReader;
import dev.sotto.schemas.AvroWriter;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Shorthand;
import java.time.Instant;

/** The fields of {@link AudioFrames} in the order of {@code audio.frames.avsc}. */
public final class FrameShorthand implements Shorthand<AudioFrames> {

    /** Around the sound of a frame: envelope, ids and numbers. */
    private static final int USUAL_BYTES = 256;

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
        Envelope envelope = new Envelope(from.text(), from.text(), from.text(), Instant.ofEpochMilli(from.number()));
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
