package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipEncoder;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UDP socket under the user agent: bytes in, bytes out, nothing understood. Room is made for the largest datagram there
 * can be: one cut short at a header reads like a message without a body.
 */
final class SipDatagrams extends SimpleChannelInboundHandler<DatagramPacket> {

    private static final Logger log = LoggerFactory.getLogger(SipDatagrams.class);

    /** A flood fills the kernel's queue while we collect garbage, and what is lost then costs a caller half a second. */
    private static final int RECEIVE_BYTES = 4 << 20;

    private final Receiver receiver;
    private final Channel channel;

    SipDatagrams(EventLoop loop, Class<? extends DatagramChannel> type, InetSocketAddress bind, Receiver receiver) {
        this.receiver = receiver;
        ChannelFuture bound = new Bootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(SipParser.MAX_MESSAGE_BYTES))
                .handler(this)
                .bind(bind)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(bound.cause().getMessage(), bound.cause());
        }
        this.channel = bound.channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        receiver.received(ByteBufUtil.getBytes(packet.content()), Hop.udp(packet.sender()));
    }

    void send(SipMessage message, InetSocketAddress to, Runnable onUnreachable) {
        var packet = new DatagramPacket(Unpooled.wrappedBuffer(SipEncoder.encode(message)), to);
        channel.writeAndFlush(packet).addListener(sent -> {
            if (!sent.isSuccess()) {
                log.warn(
                        "A SIP message to {} could not be sent: {}",
                        to,
                        sent.cause().getMessage());
                onUnreachable.run();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A datagram must never close the socket that every call depends on.
        log.warn("A SIP datagram caused an error", cause);
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    void close() {
        channel.close().syncUninterruptibly();
    }
}
