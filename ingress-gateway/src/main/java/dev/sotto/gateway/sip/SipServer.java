package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipUri;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A user agent on a socket: open it and callers can reach us, close it and the last BYE has been answered or not. */
public final class SipServer implements SipDatagrams.Receiver, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SipDatagrams datagrams;
    // A datagram may arrive between the opening of the socket and the birth of the agent that answers from it.
    private volatile @Nullable SipUserAgent agent;

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
        this.datagrams = new SipDatagrams(loop, type, bind, this);
        SipUri contact = SipUri.of("", advertisedHost, datagrams.port());
        this.agent = new SipUserAgent(contact, datagrams, new LoopTimers(loop), calls, meters, SipServer::randomToken);
    }

    /** Unguessable, so that a stranger cannot end a call whose packets he does not see (RFC 3261 §19.3). */
    private static String randomToken() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public int port() {
        return datagrams.port();
    }

    @Override
    public void received(byte[] datagram, InetSocketAddress source) {
        SipUserAgent ready = agent;
        if (ready != null) {
            ready.received(datagram, source);
        }
    }

    /** True while a goodbye of ours is still unanswered. */
    public boolean isWaiting() {
        SipUserAgent ready = agent;
        return ready != null && ready.isWaiting();
    }

    @Override
    public void close() {
        datagrams.close();
    }
}
