package dev.sotto.gateway.rtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The range of UDP ports the firewall lets through; calls take even ones in turn, so that a port rests after a call. */
public final class RtpPorts {

    private final EventLoop loop;
    private final Class<? extends DatagramChannel> type;
    private final String host;
    private final int first;
    private final int count;
    private int next;

    public RtpPorts(EventLoop loop, Class<? extends DatagramChannel> type, String host, int first, int last) {
        this.loop = loop;
        this.type = type;
        this.host = host;
        this.first = first + (first & 1);
        this.count = (last - this.first) / 2 + 1;
    }

    /** Opens a socket on the next free port; fails when none of the range is free. */
    public Mono<RtpSession> open() {
        return Mono.create(sink -> loop.execute(() -> tryNext(count, sink)));
    }

    private void tryNext(int triesLeft, MonoSink<RtpSession> sink) {
        if (triesLeft == 0) {
            sink.error(new IllegalStateException("No RTP port is free between " + first + " and "
                    + (first + 2 * count - 2) + ": widen gateway.rtp-first-port and gateway.rtp-last-port."));
            return;
        }
        RtpSession session = new RtpSession();
        int port = first + 2 * (next++ % count);
        ChannelFuture bound =
                new Bootstrap().group(loop).channel(type).handler(session).bind(new InetSocketAddress(host, port));
        bound.addListener(done -> {
            if (done.isSuccess()) {
                sink.success(session);
            } else {
                tryNext(triesLeft - 1, sink);
            }
        });
    }
}
