package dev.sotto.orders.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are told, under {@code orders.webhooks}.
 *
 * @param loopback whether this machine's own programs may be told, by http too; for development
 * @param patience how long a receiver may take to answer
 * @param givesUpAfter how long one may fail before it is told nothing more until somebody enables it again
 */
public record WebhookSettings(
        @DefaultValue("false") boolean loopback,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("3d") Duration givesUpAfter) {

    public WebhookSettings {
        check(patience, Duration.ofMillis(100), Duration.ofSeconds(30), "patience");
        check(givesUpAfter, Duration.ofSeconds(1), Duration.ofDays(30), "gives-up-after");
    }

    private static void check(Duration value, Duration least, Duration most, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("orders.webhooks." + name + " must be between " + least.toMillis()
                    + " ms and " + most.toSeconds() + " s, not " + value.toMillis() + " ms.");
        }
    }
}
