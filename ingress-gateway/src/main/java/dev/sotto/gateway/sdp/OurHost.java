package dev.sotto.gateway.sdp;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where others are told to send to. Who listens on all his addresses tells each caller the one he is reached at, which is the
 * one our own packets to him leave by; only behind NAT it has to be given.
 *
 * @param usual for everybody, or for those who come over IPv4 when there is another; null for the way to each
 * @param overVersion6 for those who come over IPv6; null when there is only one
 */
public record OurHost(@Nullable String usual, @Nullable String overVersion6) {
    /** Nothing is ever sent to it. */
    private static final int ANY_PORT = 9;

    public static OurHost only(String host) {
        return new OurHost(host, null);
    }

    /** The address we have on the way to each. */
    public static OurHost onTheWay() {
        return new OurHost(null, null);
    }

    public String facing(InetAddress peer) {
        String given = overVersion6 != null && peer instanceof Inet6Address ? overVersion6 : usual;
        return given != null ? given : onTheWayTo(peer);
    }

    /** Connecting a datagram socket asks for the route and sends nothing. */
    private static String onTheWayTo(InetAddress peer) {
        boolean version6 = peer instanceof Inet6Address;
        try (DatagramChannel socket =
                DatagramChannel.open(version6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET)) {
            socket.connect(new InetSocketAddress(peer, ANY_PORT));
            return NetUtil.toAddressString(((InetSocketAddress) socket.getLocalAddress()).getAddress());
        } catch (IOException unreachable) {
            // Whatever he is told, nothing reaches him.
            return version6 ? "::1" : "127.0.0.1";
        }
    }
}
