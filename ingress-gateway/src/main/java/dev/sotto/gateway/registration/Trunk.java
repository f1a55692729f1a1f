package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.Authentication;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to call somebody.
 *
 * @param address as whom, an address of record; null when the call goes to an address and through no account
 * @param line the user part under which we are reached
 * @param hops where to, best first, never empty; the others where that one cannot be reached (RFC 3263 §4.3)
 * @param route the first Route header, null for none
 */
public record Trunk(
        @Nullable String address,
        String line,
        List<Hop> hops,
        @Nullable String route,
        Authentication authentication) {

    public Trunk {
        hops = List.copyOf(hops);
    }

    public Hop hop() {
        return hops.getFirst();
    }

    /** The same way without its first hop; null when there is no other. */
    public @Nullable Trunk elsewhere() {
        return hops.size() < 2 ? null : new Trunk(address, line, hops.subList(1, hops.size()), route, authentication);
    }
}
