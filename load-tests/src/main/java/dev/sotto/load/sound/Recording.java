package dev.sotto.load.sound;

import java.util.Arrays;
import java.util.List;

/** Lays received packets out in time, as an ear on the line would have heard them. */
final class Recording {
    /** A sender whose timestamps stray this far from the clock (a pause it did not count) is laid out by arrival. */
    private static final double STRAY_SECONDS = 0.2;

    private Recording() {}

    /** Gaps between packets are silence. */
    static Pcm of(List<FarVoice.Frame> frames, int sampleRateHz) {
        if (frames.isEmpty()) {
            return Pcm.owning(new short[0], sampleRateHz);
        }
        FarVoice.Frame first = frames.getFirst();
        FarVoice.Frame base = first;
        int basePlace = 0;
        short[] line = new short[frames.size() * first.samples().length];
        int end = 0;
        for (FarVoice.Frame frame : frames) {
            int byArrival = (int) ((frame.nanos() - first.nanos()) * sampleRateHz / 1_000_000_000L);
            int place = basePlace + frame.timestamp() - base.timestamp();
            if (place < 0 || Math.abs(place - byArrival) > STRAY_SECONDS * sampleRateHz) {
                base = frame;
                basePlace = Math.max(byArrival, end);
                place = basePlace;
            }
            end = Math.max(end, place + frame.samples().length);
            line = end > line.length ? Arrays.copyOf(line, Math.max(end, line.length * 2)) : line;
            System.arraycopy(frame.samples(), 0, line, place, frame.samples().length);
        }
        return Pcm.owning(Arrays.copyOf(line, end), sampleRateHz);
    }
}
