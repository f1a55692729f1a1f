package dev.sotto.gateway.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller's sound really comes from. Behind NAT that is not where he says, and anyone may throw packets at an
 * open port: the first source that fits is taken and then only that one (RFC 4961, RFC 7362).
 */
final class Latch {

    private final @Nullable InetSocketAddress signalled;
    private final boolean behindNat;
    private @Nullable InetSocketAddress latched;

    /**
     * @param signalled the address in the caller's session description; null when it names none we can use
     * @param sipSource where his signalling comes from; another address than he signals means NAT
     */
    Latch(@Nullable InetSocketAddress signalled, InetAddress sipSource) {
        this.signalled = signalled;
        this.behindNat = signalled == null || !signalled.getAddress().equals(sipSource);
    }

    boolean accepts(InetSocketAddress source) {
        if (latched != null) {
            return latched.equals(source);
        }
        if (behindNat || (signalled != null && signalled.getAddress().equals(source.getAddress()))) {
            latched = source;
            return true;
        }
        return false;
    }

    /** Where to send; null while nobody has told us an address that can be reached. */
    @Nullable
    InetSocketAddress destination() {
        return latched == null ? signalled : latched;
    }
}
