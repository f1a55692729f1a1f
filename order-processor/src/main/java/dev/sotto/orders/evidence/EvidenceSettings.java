package dev.sotto.orders.evidence;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How guests send pictures, under {@code orders.evidence}.
 *
 * @param address where guests' telephones reach this service; links told to programs begin with it, and are only paths
 *     where it is absent
 * @param open how long after the claim a link may be used; a guest looks at his messages within days
 * @param kept how long a picture is kept
 */
public record EvidenceSettings(
        @Nullable URI address,
        @DefaultValue("7d") Duration open,
        @DefaultValue("90d") Duration kept) {

    public EvidenceSettings {
        if (address != null
                && (address.getHost() == null
                        || !String.valueOf(address.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException(
                    "orders.evidence.address must be an address such as https://orders.example, not " + address + ".");
        }
        check("open", open, Duration.ofHours(1), Duration.ofDays(60));
        check("kept", kept, Duration.ofDays(1), Duration.ofDays(3650));
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("orders.evidence." + name + " must be between " + least.toHours()
                    + " h and " + most.toHours() + " h, not " + value.toHours() + " h.");
        }
    }
}
