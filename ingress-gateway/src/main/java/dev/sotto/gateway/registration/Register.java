package dev.sotto.gateway.registration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A REGISTER (RFC 3261 §10.2) to be sent; the host and port of its contact are the line's.
 *
 * @param expires seconds; 0 takes the contact back
 * @param proofs headers that answer challenges, by name
 * @param registrar whom it is meant for
 */
record Register(
        Account account,
        String callId,
        long sequence,
        String fromTag,
        int expires,
        Map<String, String> proofs,
        Server registrar) {

    Register {
        proofs = Map.copyOf(proofs);
    }

    Server nextServer() {
        @Nullable Server proxy = account.proxy();
        return proxy == null ? registrar : proxy;
    }
}
