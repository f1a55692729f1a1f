package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.door.Doorkeeper;
import dev.sotto.gateway.sip.transaction.LoopTimers;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.Receiver;
import dev.sotto.gateway.sip.transport.SipListening;
import dev.sotto.gateway.sip.transport.SipTransports;
import dev.sotto.gateway.sockets.Sockets;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A user agent on its sockets: open it and callers can reach us, close it and the last BYE has been answered or not. */
public final class SipServer implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SipTransports transports;
    private final SipUserAgent userAgent;

    /** {@code trunks} are the networks that may call; everybody else is turned away. */
    public SipServer(Sockets sockets, SipListening listening, Networks trunks, InviteHandler calls, SipMeters meters) {
        Threshold threshold = new Threshold();
        this.transports = new SipTransports(sockets, listening, threshold);
        this.userAgent = new SipUserAgent(
                transports,
                new LoopTimers(sockets.loop()),
                calls,
                new Doorkeeper(trunks, System::nanoTime),
                meters,
                SipServer::randomToken);
        threshold.agent = userAgent;
    }

    /** A message may arrive between the opening of the sockets and the birth of the agent that answers from them. */
    private static final class Threshold implements Receiver {

        private volatile @Nullable SipUserAgent agent;

        @Override
        public void received(byte[] message, Hop source) {
            SipUserAgent born = agent;
            if (born != null) {
                born.received(message, source);
            }
        }

        @Override
        public boolean knows(InetAddress source) {
            SipUserAgent born = agent;
            return born != null && born.knows(source);
        }

        @Override
        public void lost(Hop hop) {
            SipUserAgent born = agent;
            if (born != null) {
                born.lost(hop);
            }
        }

        @Override
        public void dropped(String reason) {
            SipUserAgent born = agent;
            if (born != null) {
                born.dropped(reason);
            }
        }
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

    /** 0 when we do not listen for TLS. */
    public int tlsPort() {
        return transports.tlsPort();
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
