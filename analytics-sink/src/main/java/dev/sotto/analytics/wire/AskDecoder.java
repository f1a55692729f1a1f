package dev.sotto.analytics.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/** Cuts the stream into messages. The first ones have no kind, only a number that says what they are. */
final class AskDecoder extends ByteToMessageDecoder {

    /** A stranger may say who he is, not more; PostgreSQL allows as much. */
    private static final int STARTUP_AT_MOST = 10_000;

    private static final int MESSAGE_AT_MOST = 1 << 20;

    private static final int CANCEL = 80_877_102;
    private static final int TLS = 80_877_103;
    private static final int GSS = 80_877_104;

    private boolean started;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int head = started ? 5 : 4;
        if (in.readableBytes() < head) {
            return;
        }
        int length = in.getInt(in.readerIndex() + head - 4);
        if (length < 4 || length > (started ? MESSAGE_AT_MOST : STARTUP_AT_MOST)) {
            throw new CorruptedFrameException("a message of " + length + " bytes");
        }
        if (in.readableBytes() < head - 4 + length) {
            return;
        }
        char kind = started ? (char) in.readByte() : 0;
        in.skipBytes(4);
        ByteBuf body = in.readSlice(length - 4);
        try {
            out.add(started ? Ask.decode(kind, body) : first(body));
        } catch (IndexOutOfBoundsException shorter) {
            throw new CorruptedFrameException("a message shorter than it says", shorter);
        }
    }

    private Ask first(ByteBuf body) {
        int what = body.readInt();
        return switch (what) {
            case TLS, GSS -> new Ask.Encryption();
            case CANCEL -> new Ask.Cancel(body.readInt(), body.readInt());
            default -> {
                if (what >> 16 != 3) {
                    throw new CorruptedFrameException("version " + (what >> 16) + " of the protocol");
                }
                started = true;
                yield Ask.Startup.decode(body);
            }
        };
    }
}
