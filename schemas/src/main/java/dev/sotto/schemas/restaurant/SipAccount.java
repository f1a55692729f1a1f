package dev.sotto.schemas.restaurant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account at a registrar. Its password is never here, only the name under which the gateways find it. */
public record SipAccount(
        String id,
        String username,
        @Nullable String authUsername,
        String domain,
        List<String> registrars,
        @Nullable String outboundProxy,
        String transport,
        String secret,
        int refreshSeconds,
        String weakestDigest) {

    public SipAccount {
        registrars = List.copyOf(registrars);
    }

    /**
     * The user part under which a gateway node is reached for this account: usernames repeat from one registrar to
     * another, and a call must find its restaurant.
     */
    public String lineOf(String restaurantId) {
        return restaurantId + "." + id;
    }
}
