package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.rtcp.ReportBlock;
import dev.sotto.gateway.rtp.rtcp.RtcpParser;
import dev.sotto.gateway.rtp.rtcp.RtcpPart;
import dev.sotto.gateway.rtp.rtcp.RtcpWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What each end tells the other about the line (RFC 3550 §6): we report every five seconds or so, and learn from the
 * caller's reports what became of our packets and how long they take there and back.
 */
final class LineReports {

    /** RFC 3550 §6.2: five seconds, by chance half as much less or more, so that phones do not report in step. */
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final double NTP_UNITS_PER_MILLI = 65.536;

    private final VoiceSender sender;
    private final RtpStatistics received;
    private final String cname =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    private long dueNanos = System.nanoTime() + INTERVAL_NANOS / 2;
    private int packetsReported;
    private int lastReportHeard;
    private long lastReportNanos;
    private @Nullable Double roundTripMillis;
    private @Nullable Long lostThere;
    private @Nullable Double jitterThereMillis;
    private int clockRateHz = 8000;

    LineReports(VoiceSender sender, RtpStatistics received) {
        this.sender = sender;
        this.received = received;
    }

    void clock(int newClockRateHz) {
        clockRateHz = newClockRateHz;
    }

    boolean isDue(long nowNanos) {
        return nowNanos >= dueNanos;
    }

    /** Writes a report and returns its length. */
    int write(byte[] into, long nowNanos, boolean goodbye) {
        dueNanos = nowNanos
                + (long) (INTERVAL_NANOS * (0.5 + ThreadLocalRandom.current().nextDouble()));
        boolean sent = sender.packets() > packetsReported;
        packetsReported = sender.packets();
        RtcpWriter.Sent ours =
                sent ? new RtcpWriter.Sent(ntpNow(), sender.timestamp(), sender.packets(), sender.octets()) : null;
        int delay = lastReportHeard == 0 ? 0 : (int) ((nowNanos - lastReportNanos) / 1e6 * NTP_UNITS_PER_MILLI);
        return RtcpWriter.write(into, sender.ssrc(), ours, received.report(lastReportHeard, delay), cname, goodbye);
    }

    void read(byte[] datagram, int length, long nowNanos) {
        for (RtcpPart part : RtcpParser.parse(datagram, length)) {
            switch (part) {
                case RtcpPart.SenderReport report -> {
                    lastReportHeard = report.ntpMiddle();
                    lastReportNanos = nowNanos;
                    report.blocks().forEach(this::learn);
                }
                case RtcpPart.ReceiverReport report -> report.blocks().forEach(this::learn);
                case RtcpPart.Goodbye _, RtcpPart.Other _ -> {}
            }
        }
    }

    private void learn(ReportBlock block) {
        if (block.ssrc() != sender.ssrc()) {
            return;
        }
        lostThere = (long) Math.max(0, block.lost());
        jitterThereMillis = block.jitter() * 1000.0 / clockRateHz;
        if (block.lastReport() != 0) {
            int took = (int) (ntpNow() >> 16) - block.lastReport() - block.delay();
            // Clocks are ours at both ends of the subtraction; what is negative or beyond a minute is a confused phone.
            if (took >= 0 && took < 60 << 16) {
                roundTripMillis = took / NTP_UNITS_PER_MILLI;
            }
        }
    }

    private static long ntpNow() {
        return RtcpWriter.ntp(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    /** What the caller's phone has told us; null as long as it has not. */
    @Nullable
    Double roundTripMillis() {
        return roundTripMillis;
    }

    @Nullable
    Long lostThere() {
        return lostThere;
    }

    @Nullable
    Double jitterThereMillis() {
        return jitterThereMillis;
    }
}
