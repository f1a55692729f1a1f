package dev.sotto.gateway.rtp.rtcp;

import java.util.List;

/** One packet of a compound, as far as we care. */
public sealed interface RtcpPart {

    /** {@code ntpMiddle}: the middle 32 bits of its NTP time, by which we tell which report we heard last. */
    record SenderReport(int ssrc, int ntpMiddle, List<ReportBlock> blocks) implements RtcpPart {}

    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPart {}

    record Goodbye(int ssrc) implements RtcpPart {}

    /** Source descriptions, feedback, extensions. */
    record Other(int type) implements RtcpPart {}
}
