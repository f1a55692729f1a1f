package dev.sotto.gateway.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where others are told to send to. Who listens on both versions of IP has an address of each, and each caller is told
 * the one he can reach.
 *
 * @param usual for everybody, or for those who come over IPv4 when there is another
 * @param overVersion6 for those who come over IPv6; null when there is only one
 */
public record OurHost(String usual, @Nullable String overVersion6) {

    public static OurHost only(String host) {
        return new OurHost(host, null);
    }

    public String facing(InetAddress peer) {
        return overVersion6 != null && peer instanceof Inet6Address ? overVersion6 : usual;
    }
}
