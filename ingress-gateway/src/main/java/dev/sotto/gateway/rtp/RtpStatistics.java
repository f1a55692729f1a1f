package dev.sotto.gateway.rtp;

/** What the line was like; told in the call's media quality when it ends. */
public final class RtpStatistics {

    private long received;
    private long lost;
    private long duplicated;
    private long late;
    private double jitterSamples;
    private long previousTransit;
    private boolean sourceIsNew = true;

    void countReceived(RtpPacket packet, long nowNanos) {
        long arrival = nowNanos / (1_000_000_000L / Codec.SAMPLE_RATE_HZ);
        long transit = arrival - packet.timestamp();
        if (!sourceIsNew) {
            // RFC 3550 §6.4.1; the difference is taken modulo 2^32, as timestamps are.
            int difference = Math.abs((int) (transit - previousTransit));
            jitterSamples += (difference - jitterSamples) / 16;
        }
        previousTransit = transit;
        sourceIsNew = false;
        received++;
    }

    /** A new source counts its time from another zero. */
    void sourceChanged() {
        sourceIsNew = true;
    }

    void countLost(int packets) {
        lost += packets;
    }

    void countDuplicate() {
        duplicated++;
    }

    void countLate() {
        late++;
    }

    public long received() {
        return received;
    }

    public long lost() {
        return lost;
    }

    public long duplicated() {
        return duplicated;
    }

    /** Came after its hole had been given up, or belongs to nothing. */
    public long tooLate() {
        return late;
    }

    public double jitterMillis() {
        return jitterSamples * 1000 / Codec.SAMPLE_RATE_HZ;
    }
}
