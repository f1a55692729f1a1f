package dev.sotto.gateway.sip.transport;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a message came from or is to go.
 *
 * @param address the other end as it is known to be, which behind a proxy is not the one the connection leads to
 * @param connection the stream it came by, used again as long as it is open; null for datagrams and new connections
 */
public record Hop(
        Protocol protocol,
        InetSocketAddress address,
        @Nullable Channel connection) {

    public Hop(Protocol protocol, InetSocketAddress address) {
        this(protocol, address, null);
    }

    public static Hop udp(InetSocketAddress address) {
        return new Hop(Protocol.UDP, address);
    }

    public boolean isReliable() {
        return protocol.isReliable();
    }

    /** The same way, to another port of the other end. */
    public Hop atPort(int port) {
        return new Hop(protocol, new InetSocketAddress(address.getAddress(), port), connection);
    }

    /** Ends the stream it came by, if any, after what was sent by it. */
    public void disconnect() {
        if (connection != null) {
            connection.close().addListener(closed -> {});
        }
    }

    @Override
    public String toString() {
        return protocol + " " + address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
