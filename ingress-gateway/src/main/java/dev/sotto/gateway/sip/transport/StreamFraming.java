package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 §18.3). When that cannot be trusted nothing behind it
 * can: the head is handed on, to be answered, and the stream is over.
 */
final class StreamFraming extends ByteToMessageDecoder {

    /** Headers fill a few KB; a head that does not end within this never will. */
    private static final int MAX_HEAD_BYTES = 32_768;

    /** Timer F: whoever needs longer for one message is holding our memory on purpose. */
    private static final Duration PATIENCE = Duration.ofSeconds(32);

    /** How the two versions of the PROXY header begin, blank lines left out. */
    private static final List<byte[]> PROXY_SIGNATURES =
            List.of("PROXY ".getBytes(StandardCharsets.US_ASCII), "\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII));

    /** The stream ends here, for that reason. */
    record Broken(String reason) {}

    private int searched;
    private int expected = -1;
    private long partialSinceNanos = -1;
    private boolean over;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (expected < 0) {
            skipBlankLines(context, in);
            findHead(in, out);
        }
        if (expected >= 0 && in.readableBytes() >= expected) {
            out.add(take(in, expected));
            expected = -1;
            searched = 0;
            partialSinceNanos = -1;
        } else if (!over && in.isReadable()) {
            checkPatience(in, out);
        }
    }

    /** Two blank lines ask whether we are there; one says that we are (RFC 5626 §4.4.1). */
    private static void skipBlankLines(ChannelHandlerContext context, ByteBuf in) {
        int lineFeeds = 0;
        while (in.isReadable() && (in.getByte(in.readerIndex()) == '\r' || in.getByte(in.readerIndex()) == '\n')) {
            lineFeeds += in.readByte() == '\n' ? 1 : 0;
        }
        if (lineFeeds >= 2) {
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {'\r', '\n'}))
                    .addListener(written -> {});
        }
    }

    private void findHead(ByteBuf in, List<Object> out) {
        int end = endOfHead(in);
        if (PROXY_SIGNATURES.stream().anyMatch(signature -> startsWith(in, signature))) {
            // Who is configured to speak for others is read before us; this one is not.
            end("proxy-spoofed", in, out);
        } else if (end < 0 && in.readableBytes() > MAX_HEAD_BYTES) {
            end("oversized", in, out);
        } else if (end >= 0) {
            byte[] head = ByteBufUtil.getBytes(in, in.readerIndex(), end);
            int body = SipParser.bodyLength(head);
            if (body < 0) {
                out.add(head);
                end("unframed", in, out);
            } else {
                expected = end + body;
            }
        }
    }

    private static boolean startsWith(ByteBuf in, byte[] signature) {
        return in.readableBytes() >= signature.length
                && ByteBufUtil.equals(in, in.readerIndex(), Unpooled.wrappedBuffer(signature), 0, signature.length);
    }

    /** The length of the head with its blank line, −1 when it is not all there. */
    private int endOfHead(ByteBuf in) {
        int start = in.readerIndex();
        int length = in.readableBytes();
        for (int i = searched; i < length; i++) {
            if (in.getByte(start + i) == '\n') {
                int next = i + 1 < length && in.getByte(start + i + 1) == '\r' ? i + 2 : i + 1;
                if (next < length && in.getByte(start + next) == '\n') {
                    return next + 1;
                }
            }
        }
        searched = Math.max(0, length - 3);
        return -1;
    }

    private static byte[] take(ByteBuf in, int length) {
        byte[] message = new byte[length];
        in.readBytes(message);
        return message;
    }

    private void checkPatience(ByteBuf in, List<Object> out) {
        long now = System.nanoTime();
        if (partialSinceNanos < 0) {
            partialSinceNanos = now;
        } else if (now - partialSinceNanos > PATIENCE.toNanos()) {
            end("too-slow", in, out);
        }
    }

    private void end(String reason, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        over = true;
        out.add(new Broken(reason));
    }
}
