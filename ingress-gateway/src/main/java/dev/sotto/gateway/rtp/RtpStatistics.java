package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.rtcp.ReportBlock;
import org.jspecify.annotations.Nullable;

/** What the line was like, as we see it: told to the caller's phone by RTCP and to the log when the call ends. */
public final class RtpStatistics {

    private static final double NANOS_PER_SECOND = 1e9;

    private int clockRateHz = 8000;
    private long received;
    private long lost;
    private long duplicated;
    private long late;
    private double jitterTicks;
    private long previousArrival;
    private int previousTimestamp;
    private boolean sourceIsNew = true;

    private int ssrc;
    private int firstSequence;
    private int highestSequence;
    private int rollovers;
    private long ofThisSource;
    private long expectedBefore;
    private long receivedBefore;

    void clock(int newClockRateHz) {
        if (clockRateHz != newClockRateHz) {
            jitterTicks = jitterTicks * newClockRateHz / clockRateHz;
            clockRateHz = newClockRateHz;
            sourceIsNew = true;
        }
    }

    /** @param timed false for packets whose timestamp is not when they were sent: key tones, silence */
    void countReceived(RtpPacket packet, long nowNanos, boolean timed) {
        received++;
        if (ofThisSource == 0 || packet.ssrc() != ssrc) {
            begin(packet);
        }
        ofThisSource++;
        int ahead = (short) (packet.sequence() - highestSequence);
        if (ahead > 0) {
            rollovers += packet.sequence() < highestSequence ? 1 : 0;
            highestSequence = packet.sequence();
        }
        if (timed) {
            countJitter(packet, nowNanos);
        } else {
            sourceIsNew = true;
        }
    }

    private void begin(RtpPacket packet) {
        ssrc = packet.ssrc();
        firstSequence = packet.sequence();
        highestSequence = packet.sequence();
        rollovers = 0;
        ofThisSource = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        sourceIsNew = true;
    }

    /** RFC 3550 §6.4.1; differences of timestamps are taken modulo 2^32, as timestamps are. */
    private void countJitter(RtpPacket packet, long nowNanos) {
        if (!sourceIsNew) {
            double between = (nowNanos - previousArrival) * clockRateHz / NANOS_PER_SECOND;
            double difference = Math.abs(between - (packet.timestamp() - previousTimestamp));
            jitterTicks += (difference - jitterTicks) / 16;
        }
        previousArrival = nowNanos;
        previousTimestamp = packet.timestamp();
        sourceIsNew = false;
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

    /** What we tell the sender about his stream since the last time; null when nothing came. */
    @Nullable
    ReportBlock report(int lastReport, int delay) {
        if (ofThisSource == 0) {
            return null;
        }
        int extended = rollovers << 16 | highestSequence;
        long expected = extended - firstSequence + 1L;
        long expectedNow = expected - expectedBefore;
        long missingNow = expectedNow - (ofThisSource - receivedBefore);
        int fraction = expectedNow <= 0 || missingNow <= 0 ? 0 : (int) Math.min(255, missingNow * 256 / expectedNow);
        expectedBefore = expected;
        receivedBefore = ofThisSource;
        int missing = Math.clamp(expected - ofThisSource, -0x80_0000, 0x7F_FFFF);
        return new ReportBlock(ssrc, fraction, missing, extended, (long) jitterTicks, lastReport, delay);
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
        return jitterTicks * 1000 / clockRateHz;
    }
}
