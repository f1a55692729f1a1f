package dev.sotto.orders.pairing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices are paired, under {@code orders.pairing}.
 *
 * @param key a file with the private RSA key, or a set of them, that signs devices' tokens, as JWK; every node has the
 *     same. The first signs, the others are still believed. Absent where devices are not paired here
 * @param issuer the {@code iss} of devices' tokens
 * @param address where browsers reach this service; absent where it is as the request says
 * @param earpiece the earpieces' page, https://gateway/earpiece/; absent where no earpieces are paired
 * @param earpieceAudience the {@code aud} that gateways ask for
 * @param codeLife how long a code may be typed; long enough to find the manager
 * @param tokenLife how long a device's token is good; it is renewed when half of that is over
 * @param renewable how long a device may stay switched off without being paired anew; a summer's closing is shorter
 */
public record PairingSettings(
        @Nullable Path key,
        @DefaultValue("sotto-devices") String issuer,
        @Nullable URI address,
        @Nullable URI earpiece,
        @DefaultValue("sotto-gateway") String earpieceAudience,
        @DefaultValue("10m") Duration codeLife,
        @DefaultValue("7d") Duration tokenLife,
        @DefaultValue("180d") Duration renewable) {

    public PairingSettings {
        check("address", address);
        check("earpiece", earpiece);
        check("code-life", codeLife, Duration.ofMinutes(1), Duration.ofMinutes(30));
        check("token-life", tokenLife, Duration.ofMinutes(1), Duration.ofDays(90));
        check("renewable", renewable, tokenLife, Duration.ofDays(366));
        if (issuer.isBlank() || earpieceAudience.isBlank()) {
            throw new IllegalArgumentException("orders.pairing: issuer and earpiece-audience must not be empty.");
        }
    }

    /** The web site of the earpieces' page, whose requests are answered too. */
    @Nullable
    String earpieceOrigin() {
        return earpiece == null ? null : earpiece.getScheme() + "://" + earpiece.getRawAuthority();
    }

    private static void check(String name, @Nullable URI address) {
        if (address != null
                && (address.getHost() == null
                        || !String.valueOf(address.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException("orders.pairing." + name
                    + " must be an address such as https://orders.example, not " + address + ".");
        }
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("orders.pairing." + name + " must be between " + least.toSeconds()
                    + " s and " + most.toSeconds() + " s, not " + value.toSeconds() + " s.");
        }
    }
}
