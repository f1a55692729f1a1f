package dev.sotto.gateway.rtp;

import dev.sotto.fuzz.Target;
import java.util.HexFormat;
import java.util.List;

/** A sound packet: plain, with sources, extension and padding, and a key press. */
public final class RtpTarget implements Target {

    @Override
    public String name() {
        return "RTP";
    }

    @Override
    public List<byte[]> examples() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.parseHex("8000000100000001deadbeef" + "ff".repeat(160)),
                hex.parseHex("b2800001000000a0deadbeef0000000100000002bede0001510000000102030400000004"),
                hex.parseHex("80e5000200000140deadbeef058a0320"));
    }

    @Override
    public void parse(byte[] input) {
        if (!RtpPacket.isRtcp(input, input.length)) {
            RtpPacket.parse(input, input.length);
        }
    }
}
