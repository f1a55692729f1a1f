package dev.sotto.load.phone;

import java.util.Arrays;

/** Follows the sequence numbers of the RTP sent to us: what is new, what came twice, what never came (RFC 3550 appendix A). */
final class Reception {
    /** Twenty seconds of packets: a copy that comes later than that is taken for a wrapped number anyway. */
    private static final int WINDOW = 1024;

    private static final double SAMPLES_PER_MILLI = 8;

    private final long[] seen = new long[WINDOW];
    private boolean started;
    private int ssrc;
    private long highest;
    private long lowest;
    private long ofThisSource;
    private long lostBefore;
    private long received;
    private long duplicated;
    private long reordered;
    private long rejected;
    private long lastNanos;
    private long lastTimestamp;
    private long longestGapNanos;
    private double jitterSamples;

    /** False for a copy of a packet that has come already. */
    boolean accept(RtpPacket packet, long nanos) {
        if (!started || packet.ssrc() != ssrc) {
            begin(packet);
        } else {
            longestGapNanos = Math.max(longestGapNanos, nanos - lastNanos);
            double drift = (nanos - lastNanos) / 1e6 * SAMPLES_PER_MILLI - (int) (packet.timestamp() - lastTimestamp);
            jitterSamples += (Math.abs(drift) - jitterSamples) / 16;
        }
        lastNanos = nanos;
        lastTimestamp = packet.timestamp();
        long number = highest + (short) (packet.sequence() - highest);
        int slot = Math.floorMod(number, WINDOW);
        if (seen[slot] == number) {
            duplicated++;
            return false;
        }
        seen[slot] = number;
        reordered += number < highest ? 1 : 0;
        highest = Math.max(highest, number);
        lowest = Math.min(lowest, number);
        ofThisSource++;
        received++;
        return true;
    }

    void reject() {
        rejected++;
    }

    LineQuality quality() {
        return new LineQuality(
                received,
                lostBefore + lostOfThisSource(),
                duplicated,
                reordered,
                rejected,
                jitterSamples / SAMPLES_PER_MILLI,
                longestGapNanos / 1_000_000);
    }

    private void begin(RtpPacket packet) {
        lostBefore += lostOfThisSource();
        Arrays.fill(seen, Long.MIN_VALUE);
        started = true;
        ssrc = packet.ssrc();
        highest = packet.sequence();
        lowest = highest;
        ofThisSource = 0;
    }

    private long lostOfThisSource() {
        return started ? Math.max(0, highest - lowest + 1 - ofThisSource) : 0;
    }
}
