package dev.sotto.gateway.rtp;

import dev.sotto.gateway.sockets.Sockets;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The range of UDP ports the firewall lets through; calls take even ones in turn, so that a port rests after a call, and
 * media loops in turn, so that each carries its share.
 */
public final class RtpPorts {

    private final List<MediaLoop> loops;
    private final InetAddress host;
    private final int first;
    private final int count;
    private final AtomicInteger opened = new AtomicInteger();

    public RtpPorts(List<MediaLoop> loops, String host, int first, int last) {
        this.loops = List.copyOf(loops);
        this.host = new InetSocketAddress(host, 0).getAddress();
        this.first = first + (first & 1);
        this.count = (last - this.first) / 2 + 1;
    }

    /** Opens a socket on the next free port; fails when none of the range is free. */
    public Mono<RtpSession> open() {
        return Mono.defer(() -> openOn(loops.get(Math.floorMod(opened.get(), loops.size()))));
    }

    /** The same on a loop of choice: two lines that are to be joined share one. */
    public Mono<RtpSession> openOn(MediaLoop loop) {
        return Mono.create(sink -> loop.thread().execute(() -> tryNext(loop, count, sink)));
    }

    private void tryNext(MediaLoop loop, int triesLeft, MonoSink<RtpSession> sink) {
        if (triesLeft == 0) {
            sink.error(new IllegalStateException("No RTP port is free between " + first + " and "
                    + (first + 2 * count - 2) + ": widen gateway.media.first-port and gateway.media.last-port."));
            return;
        }
        Bootstrap sockets = sockets(loop);
        RtpSession session = new RtpSession(loop, new ReportSocket(sockets, host));
        int port = first + 2 * Math.floorMod(opened.getAndIncrement(), count);
        ChannelFuture bound = sockets.clone().handler(session).bind(new InetSocketAddress(host, port));
        bound.addListener(done -> {
            if (done.isSuccess()) {
                sink.success(session);
            } else {
                tryNext(loop, triesLeft - 1, sink);
            }
        });
    }

    private Bootstrap sockets(MediaLoop loop) {
        return new Bootstrap()
                .group(loop.thread())
                .channel(Sockets.on(loop.thread()).datagram())
                .option(ChannelOption.RECVBUF_ALLOCATOR, loop.arriving());
    }
}
