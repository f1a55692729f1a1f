package dev.sotto.gateway.rtp.rtcp;

import dev.sotto.fuzz.Target;
import java.util.HexFormat;
import java.util.List;

/** Reports in one compound packet. */
public final class RtcpTarget implements Target {

    @Override
    public String name() {
        return "RTCP";
    }

    @Override
    public List<byte[]> examples() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.parseHex("81c8000cdeadbeef" + "00".repeat(20) + "cafebabe" + "07".repeat(20)
                        + "81ca0003deadbeef01046e616d650000"),
                hex.parseHex("81c90007deadbeefcafebabe" + "01".repeat(20) + "81cb0001deadbeef"));
    }

    @Override
    public void parse(byte[] input) {
        RtcpParser.parse(input, input.length);
    }
}
