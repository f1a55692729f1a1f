package dev.sotto.load.phone;

import dev.sotto.load.sound.Pcm;
import java.util.Arrays;
import java.util.List;

/** Lays received packets out in time, as an ear on the line would have heard them. */
final class Recording {
    /** A sender whose timestamps stray this far from the clock (a pause it did not count) is laid out by arrival. */
    private static final int STRAY_SAMPLES = 1_600;

    /** What one packet held, in decoded form. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(long nanos, int timestamp, short[] samples, boolean voiced) {}

    private Recording() {}

    /** Gaps between packets are silence. */
    static Pcm of(List<Frame> frames) {
        if (frames.isEmpty()) {
            return Pcm.of(new short[0], Pcm.PHONE_RATE_HZ);
        }
        Frame base = frames.getFirst();
        int basePlace = 0;
        short[] line = new short[frames.size() * 160];
        int end = 0;
        for (Frame frame : frames) {
            int byArrival = (int) ((frame.nanos() - frames.getFirst().nanos()) * Pcm.PHONE_RATE_HZ / 1_000_000_000L);
            int place = basePlace + frame.timestamp() - base.timestamp();
            if (place < 0 || Math.abs(place - byArrival) > STRAY_SAMPLES) {
                base = frame;
                basePlace = Math.max(byArrival, end);
                place = basePlace;
            }
            end = Math.max(end, place + frame.samples().length);
            line = end > line.length ? Arrays.copyOf(line, Math.max(end, line.length * 2)) : line;
            System.arraycopy(frame.samples(), 0, line, place, frame.samples().length);
        }
        return Pcm.of(Arrays.copyOf(line, end), Pcm.PHONE_RATE_HZ);
    }
}
