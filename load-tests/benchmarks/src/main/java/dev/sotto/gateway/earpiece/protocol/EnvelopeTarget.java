package dev.sotto.gateway.earpiece.protocol;

import dev.sotto.fuzz.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What a device says: each input once as a binary message and once as text. */
public final class EnvelopeTarget implements Target {

    private final JsonMapper json = new JsonMapper();

    @Override
    public String name() {
        return "earpiece envelope";
    }

    @Override
    public List<byte[]> examples() {
        return List.of(
                "{\"type\":\"hello\",\"language\":\"fr\",\"since\":1763726400000}".getBytes(StandardCharsets.UTF_8),
                ("{\"type\":\"start\",\"session\":\"3f0e8f0e-7d2c-4f55-9f43-0f4d2d1c2b1a\",\"table\":\"12\","
                                + "\"language\":\"en\",\"voice\":\"opus\"}")
                        .getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"stop\"}".getBytes(StandardCharsets.UTF_8),
                HexFormat.of().parseHex("010000000000000007" + "00".repeat(640)),
                HexFormat.of().parseHex("0400000000000000ffc8ffee"));
    }

    @Override
    public void parse(byte[] input) {
        Incoming.binary(ByteBuffer.wrap(input.clone()));
        Incoming.text(ByteBuffer.wrap(input), json);
    }
}
