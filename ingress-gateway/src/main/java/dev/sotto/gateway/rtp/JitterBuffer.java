package dev.sotto.gateway.rtp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Packets overtake each other. Nobody listens to our side in real time, so there is no playout delay: what is in order
 * passes at once, and only behind a hole do packets wait before the hole is called a loss, the longer the more the line
 * is seen to jitter.
 */
final class JitterBuffer {

    /** Three packets of 20 ms: mobile networks reorder within two. */
    static final int SHORTEST_HOLD_MILLIS = 60;

    /** Longer than this nobody waits for an answer, and what comes later is lost to him. */
    static final int LONGEST_HOLD_MILLIS = 200;

    /** RFC 3550's jitter is a mean of differences; three times it covers all but the worst. */
    private static final int JITTERS_HELD = 3;

    /** RFC 3550 appendix A.1: a jump further than this is a sender that started again, not a loss. */
    private static final int MAX_DROPOUT = 3000;

    private static final int MAX_MISORDER = 100;

    /** A power of two above what can come in within the longest hold, even at 5 ms packets. */
    private static final int SLOTS = 64;

    interface Output {
        /** In order; {@code lostBefore} counts the packets that never came between the previous one and this. */
        void packet(RtpPacket packet, int lostBefore);

        /** The packets that follow come from another sender, or from one that started again. */
        void sourceChanged();
    }

    private record Waiting(RtpPacket packet, long since) {}

    private final Output output;
    private final @Nullable Waiting[] slots = new Waiting[SLOTS];
    private final RtpStatistics statistics;
    private boolean started;
    private int ssrc;
    private int expected;
    private int restartAt = -1;
    private int waiting;

    /** Bit n: the packet n+1 before the expected one was released, so that it coming again is a duplicate. */
    private long released;

    JitterBuffer(RtpStatistics statistics, Output output) {
        this.statistics = statistics;
        this.output = output;
    }

    void offer(RtpPacket packet, long nowNanos) {
        if (!started || packet.ssrc() != ssrc) {
            flush();
            start(packet);
        }
        int ahead = (short) (packet.sequence() - expected);
        if (ahead > MAX_DROPOUT || ahead < -MAX_MISORDER) {
            jumped(packet);
        } else if (ahead < 0) {
            late(-ahead);
        } else {
            restartAt = -1;
            keep(packet, ahead, nowNanos);
        }
        release(nowNanos);
    }

    /** Gives up holes that are too old; called with the media clock, for a hole may be followed by silence. */
    void release(long nowNanos) {
        while (waiting > 0) {
            int lost = 0;
            while (slot(expected + lost) == null) {
                lost++;
            }
            Waiting next = slot(expected + lost);
            boolean due = next != null && nowNanos - next.since() >= TimeUnit.MILLISECONDS.toNanos(holdMillis());
            if (next == null || (lost > 0 && !due)) {
                return;
            }
            pass(next.packet(), lost);
        }
    }

    /** Nothing more will come: what waits is let go. */
    void flush() {
        release(Long.MAX_VALUE / 2);
    }

    /** How long a hole is left open just now. */
    int holdMillis() {
        long wanted = JITTERS_HELD * Math.round(statistics.jitterMillis()) + 20;
        return Math.clamp(wanted, SHORTEST_HOLD_MILLIS, LONGEST_HOLD_MILLIS);
    }

    private void keep(RtpPacket packet, int ahead, long nowNanos) {
        while (ahead >= SLOTS && waiting > 0) {
            flush();
            ahead = (short) (packet.sequence() - expected);
        }
        if (ahead >= SLOTS || (ahead == 0 && waiting == 0)) {
            pass(packet, ahead);
        } else if (slot(packet.sequence()) != null) {
            statistics.countDuplicate();
        } else {
            slots[packet.sequence() & (SLOTS - 1)] = new Waiting(packet.kept(), nowNanos);
            waiting++;
        }
    }

    private void pass(RtpPacket packet, int lost) {
        int at = packet.sequence() & (SLOTS - 1);
        if (slots[at] != null) {
            slots[at] = null;
            waiting--;
        }
        expected = (packet.sequence() + 1) & 0xFFFF;
        released = lost >= 63 ? 1 : (released << (lost + 1)) | 1;
        statistics.countLost(lost);
        output.packet(packet, lost);
    }

    private void late(int behind) {
        if (behind <= 64 && ((released >>> (behind - 1)) & 1) == 1) {
            statistics.countDuplicate();
        } else {
            statistics.countLate();
        }
    }

    /** One stray packet must not restart the stream; two in a row are a new beginning. */
    private void jumped(RtpPacket packet) {
        if (packet.sequence() == restartAt) {
            flush();
            start(packet);
            pass(packet, 0);
        } else {
            restartAt = (packet.sequence() + 1) & 0xFFFF;
            statistics.countLate();
        }
    }

    private void start(RtpPacket packet) {
        started = true;
        ssrc = packet.ssrc();
        expected = packet.sequence();
        released = 0;
        restartAt = -1;
        output.sourceChanged();
    }

    private @Nullable Waiting slot(int sequence) {
        return slots[sequence & (SLOTS - 1)];
    }
}
