package dev.sotto.gateway.sip.transport;

import dev.sotto.fuzz.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What comes by TCP from a load balancer: a PROXY header of either version, then messages one behind the other. */
public final class StreamTarget implements Target {

    private static final String MESSAGES = """
            OPTIONS sip:a@b SIP/2.0
            Via: SIP/2.0/TCP a;branch=z9hG4bKb
            Content-Length: 3

            abc

            BYE sip:a@b SIP/2.0
            l: 0

            """;

    private static final String OPTIONS = MESSAGES.replace("\n", "\r\n");

    @Override
    public String name() {
        return "PROXY and stream";
    }

    @Override
    public List<byte[]> examples() {
        byte[] binary = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc0000207c633640113c413c5");
        byte[] both = new byte[binary.length + OPTIONS.length()];
        System.arraycopy(binary, 0, both, 0, binary.length);
        System.arraycopy(OPTIONS.getBytes(StandardCharsets.US_ASCII), 0, both, binary.length, OPTIONS.length());
        return List.of(
                both,
                ("PROXY TCP4 192.0.2.7 198.51.100.1 5060 5061\r\n" + OPTIONS).getBytes(StandardCharsets.US_ASCII),
                ("PROXY UNKNOWN\r\n" + OPTIONS).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void parse(byte[] input) {
        EmbeddedChannel header = new EmbeddedChannel(new HAProxyMessageDecoder());
        EmbeddedChannel stream = new EmbeddedChannel(new StreamFraming());
        try {
            header.writeInbound(Unpooled.wrappedBuffer(input));
        } catch (DecoderException refused) {
            // The connection is cut for it.
            var _ = header.close();
            return;
        }
        try {
            for (Object read = header.readInbound(); read != null; read = header.readInbound()) {
                if (read instanceof ByteBuf messages) {
                    inTwo(stream, messages);
                } else {
                    ReferenceCountUtil.release(read);
                }
            }
        } finally {
            stream.finishAndReleaseAll();
            var _ = header.close();
        }
    }

    private static void inTwo(EmbeddedChannel stream, ByteBuf messages) {
        int half = messages.readableBytes() / 2;
        stream.writeInbound(messages.readRetainedSlice(half));
        stream.writeInbound(messages);
    }
}
