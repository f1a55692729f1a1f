package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Phones pack 10, 20, 30 or 60 ms and fall silent as they please; the log wants 20 ms frames on one time line. Packets
 * go in in order, frames come out, and the RTP timestamp decides how much time a hole took. Short holes are concealed,
 * long ones are told; a phone that sends nothing because nobody speaks is heard as silence while it lasts.
 */
final class FrameCutter {

    /** A pause in sending is filled up to two seconds afterwards; a longer one says nothing more. */
    private static final int MAX_FILLED_MILLIS = 2000;

    /** A hole longer than a minute is a clock that jumped, not a loss. */
    private static final int MAX_BELIEVED_SECONDS = 60;

    /** A phone that has said it will be silent needs no waiting for; any other may only be late. */
    private static final long ANNOUNCED_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long UNANNOUNCED_NANOS = TimeUnit.MILLISECONDS.toNanos(240);
    /** A beat that came later than this found us away, and what was sent meanwhile still waits to be read. */
    private static final long AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(VoiceFrame.MILLIS);

    private final Consumer<VoiceFrame> output;
    private final ComfortNoise noise = new ComfortNoise();
    private int sampleRateHz;
    private int clockRateHz;
    private int frameSamples;
    private ByteBuffer partial = ByteBuffer.allocate(0);
    private Concealment concealment;
    private int madeUp;
    private boolean started;
    private boolean silenceAnnounced;
    private int nextTimestamp;
    private long filledUntil;
    private long lastBeat;
    private long nextSequence;
    private int lostBefore;

    FrameCutter(int sampleRateHz, Consumer<VoiceFrame> output) {
        this.output = output;
        this.sampleRateHz = sampleRateHz;
        this.clockRateHz = sampleRateHz;
        this.frameSamples = VoiceFrame.samples(sampleRateHz);
        this.concealment = new Concealment(sampleRateHz);
        this.partial = newFrame();
    }

    /** The rate of the stream, which is settled before its first packet. */
    void tune(int newSampleRateHz) {
        sampleRateHz = newSampleRateHz;
        frameSamples = VoiceFrame.samples(newSampleRateHz);
        concealment = new Concealment(newSampleRateHz);
        partial = newFrame();
    }

    /** How fast the timestamps of the packets that follow count. */
    void clock(int newClockRateHz) {
        if (clockRateHz != newClockRateHz) {
            clockRateHz = newClockRateHz;
            started = false;
        }
    }

    /** A new source has a time line of its own. */
    void sourceChanged() {
        started = false;
    }

    /** {@code samples} are the caller's to change. */
    void packet(int timestamp, short[] samples, int count, int lostPackets, long nowNanos) {
        int hole = started ? timestamp - nextTimestamp : 0;
        boolean believed = hole > 0 && hole <= MAX_BELIEVED_SECONDS * clockRateHz;
        if (lostPackets > 0) {
            lose(believed ? samplesOf(hole) : lostPackets * count);
        } else if (believed) {
            fill(Math.min(samplesOf(hole), MAX_FILLED_MILLIS * sampleRateHz / 1000), false);
        }
        started = true;
        silenceAnnounced = false;
        nextTimestamp = timestamp + ticksOf(count);
        filledUntil = nowNanos;
        concealment.heard(samples, count);
        put(samples, count);
    }

    /** The phone says that nobody speaks and how loud the room is (RFC 3389), from this time on. */
    void silence(int timestamp, int levelBelowOverload, long nowNanos) {
        noise.level(levelBelowOverload);
        silenceAnnounced = true;
        if (!started) {
            started = true;
            nextTimestamp = timestamp;
        }
        filledUntil = nowNanos;
    }

    /** Time passes: a caller from whom nothing comes is heard as silent, not as gone. */
    void elapse(long nowNanos) {
        long since = nowNanos - lastBeat;
        if (started && lastBeat != 0 && since > AWAY_NANOS) {
            filledUntil += since - FRAME_NANOS;
        }
        lastBeat = nowNanos;
        long patience = silenceAnnounced ? ANNOUNCED_NANOS : UNANNOUNCED_NANOS;
        while (started && nowNanos - filledUntil >= patience) {
            filledUntil += FRAME_NANOS;
            nextTimestamp += ticksOf(frameSamples);
            fill(frameSamples, !silenceAnnounced);
        }
    }

    private void lose(int samples) {
        int concealed = Math.min(samples, Concealment.LONGEST_MILLIS * sampleRateHz / 1000);
        for (int i = 0; i < concealed; i++) {
            madeUp++;
            put(concealment.next());
        }
        int frames = (samples - concealed + frameSamples / 2) / frameSamples;
        if (frames > 0) {
            finish();
            nextSequence += frames;
            lostBefore += frames;
        }
    }

    private void finish() {
        while (partial.position() > 0) {
            madeUp++;
            put((short) 0);
        }
    }

    private void fill(int samples, boolean doubtful) {
        for (int i = 0; i < samples; i++) {
            madeUp += doubtful ? 1 : 0;
            put(noise.next());
        }
    }

    private void put(short[] samples, int count) {
        int taken = 0;
        while (taken < count) {
            int fitting = Math.min(count - taken, partial.remaining() / 2);
            partial.asShortBuffer().put(samples, taken, fitting);
            partial.position(partial.position() + 2 * fitting);
            taken += fitting;
            emitWhenFull();
        }
    }

    private void put(short sample) {
        partial.putShort(sample);
        emitWhenFull();
    }

    private void emitWhenFull() {
        if (!partial.hasRemaining()) {
            // What is mostly real counts as real.
            boolean concealed = 2 * madeUp > frameSamples;
            output.accept(new VoiceFrame(nextSequence++, lostBefore, concealed, sampleRateHz, partial.flip()));
            lostBefore = 0;
            madeUp = 0;
            partial = newFrame();
        }
    }

    long nextSequence() {
        return nextSequence;
    }

    private int samplesOf(int ticks) {
        return (int) ((long) ticks * sampleRateHz / clockRateHz);
    }

    private int ticksOf(int samples) {
        return (int) ((long) samples * clockRateHz / sampleRateHz);
    }

    private ByteBuffer newFrame() {
        return ByteBuffer.allocate(2 * frameSamples).order(ByteOrder.LITTLE_ENDIAN);
    }
}
