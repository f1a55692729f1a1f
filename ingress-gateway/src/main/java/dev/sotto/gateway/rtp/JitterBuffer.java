package dev.sotto.gateway.rtp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Packets overtake each other. Nobody listens to our side in real time, so there is no playout delay: what is in order
 * passes at once, and only behind a hole do packets wait, {@value #HOLD_MILLIS} ms, before the hole is called a loss.
 */
final class JitterBuffer {

    /** Three packets of 20 ms: mobile networks reorder within two. */
    static final int HOLD_MILLIS = 60;

    /** RFC 3550 appendix A.1: a jump further than this is a sender that started again, not a loss. */
    private static final int MAX_DROPOUT = 3000;

    private static final int MAX_MISORDER = 100;

    /** A power of two above what can come in within the hold time, even at 5 ms packets. */
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
            boolean due = next != null && nowNanos - next.since() >= TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS);
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

    private void keep(RtpPacket packet, int ahead, long nowNanos) {
        while (ahead >= SLOTS && waiting > 0) {
            flush();
            ahead = (short) (packet.sequence() - expected);
        }
        if (ahead >= SLOTS) {
            pass(packet, ahead);
        } else if (slot(packet.sequence()) != null) {
            statistics.countDuplicate();
        } else {
            slots[packet.sequence() & (SLOTS - 1)] = new Waiting(packet, nowNanos);
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
