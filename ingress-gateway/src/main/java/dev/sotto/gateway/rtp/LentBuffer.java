package dev.sotto.gateway.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Memory for one datagram, lent out again as soon as it was given back, which is before the next datagram comes unless a
 * socket is full; then another buffer serves. For one thread. As a socket's own allocator it lends it for one read at a
 * time: a call's packets come 20 ms apart, so asking for a second one would be a system call for nothing, and what else
 * waits is told again at once.
 */
final class LentBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    /** More than any datagram we read or send. */
    static final int BYTES = 2048;

    private final ByteBuf buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(BYTES));

    LentBuffer() {
        super(1);
    }

    /** An empty buffer of {@value #BYTES} bytes, to be released like any other. */
    ByteBuf lend(ByteBufAllocator otherwise) {
        return buffer.refCnt() == 1 ? buffer.clear().retain() : otherwise.directBuffer(BYTES, BYTES);
    }

    @Override
    @SuppressWarnings("deprecation") // Netty's channels still ask for this one.
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return lend(allocator);
            }
        };
    }
}
