package dev.sotto.gateway.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP or TLS connection: who is at its other end, and what comes by it. */
final class SipStream extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(SipStream.class);

    /** Rounds of silence: a trunk without traffic or keep-alive is closed after an hour. */
    private static final int MAX_SILENT_ROUNDS = 120;

    private final Protocol protocol;
    private final Receiver receiver;
    private final Consumer<Channel> onSilentBalancer;
    private @Nullable InetSocketAddress peer;
    private boolean messageSeen;
    private boolean closed;
    private int silentRounds;

    /** {@code peer} is null when a balancer has yet to tell; one that does not is {@code onSilentBalancer}'s. */
    SipStream(
            Protocol protocol,
            Receiver receiver,
            @Nullable InetSocketAddress peer,
            Consumer<Channel> onSilentBalancer) {
        this.protocol = protocol;
        this.receiver = receiver;
        this.onSilentBalancer = onSilentBalancer;
        this.peer = peer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case HAProxyMessage header -> introduced(context, header);
            case byte[] bytes
            when peer != null -> {
                messageSeen = true;
                silentRounds = 0;
                receiver.received(bytes, new Hop(protocol, peer, context.channel()));
            }
            case StreamFraming.Broken(String reason) -> close(context, reason);
            default -> close(context, "unannounced");
        }
    }

    private void introduced(ChannelHandlerContext context, HAProxyMessage header) {
        try {
            // A health check of the proxy itself speaks for nobody.
            boolean own = header.command() == HAProxyCommand.LOCAL || header.sourceAddress() == null;
            peer = own
                    ? (InetSocketAddress) context.channel().remoteAddress()
                    : new InetSocketAddress(InetAddress.ofLiteral(header.sourceAddress()), header.sourcePort());
        } catch (IllegalArgumentException unreadable) {
            close(context, "proxy-malformed");
            return;
        } finally {
            header.release();
        }
        if (protocol == Protocol.TLS && !receiver.knows(peer.getAddress())) {
            close(context, "stranger");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && (!messageSeen || ++silentRounds > MAX_SILENT_ROUNDS)) {
            close(context, "silent");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Before the header is read nothing else is decoded; some of what is wrong with one is no exception of its own.
        boolean proxy = peer == null && cause instanceof DecoderException;
        log.debug("A SIP connection of {} failed: {}", peer, cause.toString());
        if (proxy) {
            onSilentBalancer.accept(context.channel());
        }
        close(context, proxy ? "proxy-malformed" : "connection-failed");
    }

    private void close(ChannelHandlerContext context, String reason) {
        if (!closed) {
            closed = true;
            receiver.dropped(reason);
        }
        context.close().addListener(done -> {});
    }
}
