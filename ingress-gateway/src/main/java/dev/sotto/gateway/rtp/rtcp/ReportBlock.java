package dev.sotto.gateway.rtp.rtcp;

/**
 * What one end says about the stream it receives (RFC 3550 §6.4.1).
 *
 * @param fractionLost of the packets since the last report, in 256ths
 * @param jitter in ticks of the stream's clock
 * @param lastReport the middle 32 bits of the NTP time of the last sender report heard; 0 when none was
 * @param delay since then, in 65536ths of a second
 */
public record ReportBlock(
        int ssrc, int fractionLost, int lost, int highestSequence, long jitter, int lastReport, int delay) {}
