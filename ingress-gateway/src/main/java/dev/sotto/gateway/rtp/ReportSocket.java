package dev.sotto.gateway.rtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The port beside the sound's, for the reports of callers who do not send them with it; a call does without if it must. */
final class ReportSocket {

    /** Hears the caller's reports. */
    interface Listener {
        void reported(byte[] bytes, int length, InetSocketAddress source);
    }

    private final Bootstrap sockets;
    private final InetAddress host;
    private @Nullable Channel channel;
    private boolean asked;
    private boolean closed;

    ReportSocket(Bootstrap sockets, InetAddress host) {
        this.sockets = sockets;
        this.host = host;
    }

    void open(int port, Listener listener) {
        if (!asked) {
            asked = true;
            var bound = sockets.clone().handler(new Reader(listener)).bind(new InetSocketAddress(host, port));
            bound.addListener(done -> {
                if (done.isSuccess() && closed) {
                    var _ = bound.channel().close();
                } else if (done.isSuccess()) {
                    channel = bound.channel();
                }
            });
        }
    }

    /** Null until it is open. */
    @Nullable
    Channel channel() {
        return channel;
    }

    void close() {
        closed = true;
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private static final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {

        private final Listener listener;

        Reader(Listener listener) {
            this.listener = listener;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket arrived) {
            ByteBuf content = arrived.content();
            int length = content.readableBytes();
            if (length <= RtpSession.MAX_DATAGRAM) {
                byte[] bytes = new byte[length];
                content.getBytes(content.readerIndex(), bytes);
                listener.reported(bytes, length, arrived.sender());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A phone without RTCP answers with ICMP "port unreachable", which means no more than that.
        }
    }
}
