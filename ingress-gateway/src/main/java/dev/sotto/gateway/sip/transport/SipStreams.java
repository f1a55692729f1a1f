package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipEncoder;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sockets.Sockets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TCP and TLS: connections that come to us and those we open, each used for both ways while it lasts (RFC 5923). Who
 * does not read is cut off rather than waited for. Everything but the opening runs on the event loop.
 */
final class SipStreams {

    /** A round trip over the worst network; longer than this and timer F is near anyway. */
    private static final int CONNECT_MILLIS = 5_000;

    /** What is sent into a cut cable is noticed then, not after the quarter of an hour that TCP itself would try. */
    private static final int UNHEARD_MILLIS = 10_000;

    /** Some hundred answers: more unread ones mean that nobody reads. */
    private static final int MAX_UNREAD_BYTES = 256 * 1024;

    /** A connection may hold 64 KB of an unfinished message; a carrier opens a few, a chain of restaurants hundreds. */
    private static final int MAX_CONNECTIONS = 1_000;

    private static final int SILENCE_SECONDS = 30;

    private static final Logger log = LoggerFactory.getLogger(SipStreams.class);

    private record Peer(Protocol protocol, InetSocketAddress address) {}

    private final Sockets sockets;
    private final SipListening listening;
    private final Receiver receiver;
    private final List<Channel> listeners = new ArrayList<>();
    private final Map<Peer, ChannelFuture> opened = new HashMap<>();
    private int accepted;
    private long balancerTold = System.nanoTime();

    SipStreams(Sockets sockets, SipListening listening, Receiver receiver) {
        this.sockets = sockets;
        this.listening = listening;
        this.receiver = receiver;
    }

    /** The port that was bound. */
    int listen(Protocol protocol, InetSocketAddress bind) {
        ChannelFuture bound = new ServerBootstrap()
                .group(sockets.loop(), sockets.loop())
                .channel(sockets.server())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1024, MAX_UNREAD_BYTES))
                .childHandler(initializer(channel -> accepted(channel, protocol)))
                .bind(bind)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(bound.cause().getMessage(), bound.cause());
        }
        listeners.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private void accepted(SocketChannel channel, Protocol protocol) {
        InetSocketAddress peer = channel.remoteAddress();
        boolean proxied = listening.proxies().contains(peer.getAddress());
        if (accepted >= MAX_CONNECTIONS) {
            receiver.dropped("connections");
            cut(channel);
        } else if (!proxied && isUnwelcome(peer, protocol)) {
            receiver.dropped("stranger");
            cut(channel);
        } else {
            accepted++;
            channel.closeFuture().addListener(closed -> accepted--);
            if (proxied) {
                channel.pipeline().addLast(new HAProxyMessageDecoder());
            }
            SipListening.Tls tls = listening.tls();
            if (protocol == Protocol.TLS && tls != null) {
                channel.pipeline().addLast(tls.identity().newHandler(channel.alloc()));
            }
            understand(channel.pipeline(), protocol, proxied ? null : peer);
        }
    }

    /** A stranger is told by TCP that he is one, unless there are many; nobody shakes hands with him. */
    private boolean isUnwelcome(InetSocketAddress peer, Protocol protocol) {
        boolean worthIt = protocol == Protocol.TCP && accepted < MAX_CONNECTIONS / 2;
        return !worthIt && !receiver.knows(peer.getAddress());
    }

    private void understand(ChannelPipeline pipeline, Protocol protocol, @Nullable InetSocketAddress peer) {
        pipeline.addLast(
                new IdleStateHandler(SILENCE_SECONDS, 0, 0, TimeUnit.SECONDS),
                new StreamFraming(),
                new SipStream(protocol, receiver, peer, this::announcedNobody));
    }

    /** It may try again every second. */
    private void announcedNobody(Channel balancer) {
        long now = System.nanoTime();
        if (now - balancerTold >= 0) {
            balancerTold = now + TimeUnit.MINUTES.toNanos(1);
            log.warn(
                    "{} is a balancer by gateway.sip.proxies, and its SIP connections do not begin with a PROXY header:"
                            + " they are closed. Make it send one (HAProxy: send-proxy-v2) or leave it out there.",
                    balancer.remoteAddress());
        }
    }

    void send(SipMessage message, Hop to, Runnable onUnreachable) {
        byte[] bytes = SipEncoder.encode(message);
        Channel connection = to.connection();
        if (connection != null && connection.isActive()) {
            write(connection, bytes, onUnreachable);
            return;
        }
        connection(new Peer(to.protocol(), to.address())).addListener((ChannelFuture connected) -> {
            if (connected.isSuccess()) {
                write(connected.channel(), bytes, onUnreachable);
            } else {
                onUnreachable.run();
            }
        });
    }

    private void write(Channel connection, byte[] bytes, Runnable onUnreachable) {
        if (!connection.isWritable()) {
            receiver.dropped("slow-reader");
            cut(connection);
            onUnreachable.run();
            return;
        }
        connection.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(written -> {
            if (!written.isSuccess()) {
                onUnreachable.run();
            }
        });
    }

    private ChannelFuture connection(Peer peer) {
        ChannelFuture known = opened.get(peer);
        if (known != null && (!known.isDone() || known.channel().isActive())) {
            return known;
        }
        ChannelFuture connecting = sockets.noticing(UNHEARD_MILLIS)
                .group(sockets.loop())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1024, MAX_UNREAD_BYTES))
                .handler(initializer(channel -> connecting(channel, peer)))
                .connect(peer.address());
        opened.put(peer, connecting);
        connecting.channel().closeFuture().addListener(closed -> {
            opened.remove(peer, connecting);
            if (connecting.isSuccess()) {
                receiver.lost(new Hop(peer.protocol(), peer.address()));
            }
        });
        return connecting;
    }

    private void connecting(SocketChannel channel, Peer peer) {
        if (peer.protocol() == Protocol.TLS) {
            String host = peer.address().getHostString();
            channel.pipeline()
                    .addLast(listening
                            .trust()
                            .newHandler(channel.alloc(), host, peer.address().getPort()));
        }
        understand(channel.pipeline(), peer.protocol(), peer.address());
    }

    private interface Preparation {
        void prepare(SocketChannel channel);
    }

    private static ChannelInitializer<SocketChannel> initializer(Preparation preparation) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                preparation.prepare(channel);
            }
        };
    }

    private static void cut(Channel channel) {
        channel.close().addListener(closed -> {});
    }

    void close() {
        listeners.forEach(listener -> listener.close().syncUninterruptibly());
        opened.values().forEach(connection -> cut(connection.channel()));
    }
}
