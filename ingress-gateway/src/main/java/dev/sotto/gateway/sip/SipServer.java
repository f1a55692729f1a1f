package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transaction.LoopTimers;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Receiver;
import dev.sotto.gateway.sip.transport.SipTransports;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A user agent on its sockets: open it and callers can reach us, close it and the last BYE has been answered or not. */
public final class SipServer implements Receiver, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SipTransports transports;
    private final SipUserAgent userAgent;
    // A message may arrive between the opening of the sockets and the birth of the agent that answers from them.
    private volatile @Nullable SipUserAgent ready;

    /**
     * @param bind where we listen; port 0 takes a free one
     * @param advertisedHost what callers are told to send to, which differs from {@code bind} behind NAT
     */
    public SipServer(
            EventLoop loop,
            Class<? extends DatagramChannel> type,
            InetSocketAddress bind,
            String advertisedHost,
            InviteHandler calls,
            SipMeters meters) {
        this.transports = new SipTransports(loop, type, bind, advertisedHost, this);
        this.userAgent = new SipUserAgent(transports, new LoopTimers(loop), calls, meters, SipServer::randomToken);
        this.ready = userAgent;
    }

    /** Unguessable, so that a stranger cannot end a call whose packets he does not see (RFC 3261 §19.3). */
    private static String randomToken() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** To be used on the event loop. */
    public SipUserAgent userAgent() {
        return userAgent;
    }

    public int port() {
        return transports.port();
    }

    @Override
    public void received(byte[] message, Hop source) {
        SipUserAgent agent = ready;
        if (agent != null) {
            agent.received(message, source);
        }
    }

    /** True while a request of ours, a goodbye for one, is still unanswered. */
    public boolean isWaiting() {
        return userAgent.isWaiting();
    }

    @Override
    public void close() {
        transports.close();
    }
}
