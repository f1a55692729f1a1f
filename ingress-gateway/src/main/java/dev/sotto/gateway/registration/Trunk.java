package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.Authentication;
import dev.sotto.gateway.sip.transport.Hop;
import org.jspecify.annotations.Nullable;

/**
 * A way to call somebody.
 *
 * @param address as whom, an address of record; null when the call goes to an address and through no account
 * @param line the user part under which we are reached
 * @param route the first Route header, null for none
 */
public record Trunk(
        @Nullable String address,
        String line,
        Hop hop,
        @Nullable String route,
        Authentication authentication) {}
