package dev.sotto.gateway.call.log;

import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** Whose call it is and which: what every record of it repeats. */
public record CallIdentity(String callId, String restaurantId, AudioSource source, int sampleRateHz, Trace trace) {

    static final int FRAME_MILLIS = 20;

    /** Microseconds since the epoch, as the records of a call tell times. */
    public static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /** A new call; the id is ours, for a caller's own Call-ID may repeat. */
    public static CallIdentity fresh(String restaurantId, AudioSource source, int sampleRateHz) {
        return new CallIdentity(UUID.randomUUID().toString(), restaurantId, source, sampleRateHz, Trace.start());
    }

    /** The same call, its sound at another rate. */
    public CallIdentity at(int rateHz) {
        return rateHz == sampleRateHz ? this : new CallIdentity(callId, restaurantId, source, rateHz, trace);
    }

    public CallRecord event(CallEvent event) {
        return new CallRecord(Envelope.unique(Topics.CALLS_EVENTS, restaurantId), callId, event);
    }

    /** One 20 ms frame. */
    public AudioFrames frame(long sequence, int lostBefore, boolean playing, long capturedAtMicros, ByteBuffer pcm) {
        return frames(sequence, 1, lostBefore, playing, capturedAtMicros, false, pcm, 0);
    }

    /** Some frames of 20 ms that follow each other without a gap. */
    public AudioFrames frames(long first, int count, boolean playing, long capturedAtMicros, ByteBuffer pcm) {
        return frames(first, count, 0, playing, capturedAtMicros, false, pcm, 0);
    }

    /** The end of the stream, which is a record of its own. */
    public AudioFrames endOfStream(long nextSequence, int lostBefore, long endedAtMicros) {
        return frames(nextSequence, 0, lostBefore, false, endedAtMicros, true, ByteBuffer.allocate(0), 0);
    }

    /** Some frames that follow each other without a gap, all of them really heard or all of them made up. */
    AudioFrames frames(FrameQueue.Run run) {
        return frames(
                run.sequence(),
                run.count(),
                run.lostBefore(),
                run.playing(),
                run.micros(),
                false,
                run.pcm(),
                run.concealed() ? run.count() : 0);
    }

    private AudioFrames frames(
            long first,
            int count,
            int lostBefore,
            boolean playing,
            long micros,
            boolean last,
            ByteBuffer pcm,
            int concealed) {
        String eventId = DerivedId.of(callId, "frames", first, last);
        return new AudioFrames(
                Envelope.of(Topics.AUDIO_FRAMES, restaurantId, eventId),
                callId,
                source,
                first,
                count,
                FRAME_MILLIS,
                sampleRateHz,
                lostBefore,
                playing,
                micros,
                last,
                pcm,
                concealed);
    }
}
