package dev.sotto.orders;

import dev.sotto.log.LogSettings;
import dev.sotto.orders.access.PaceSettings;
import dev.sotto.orders.evidence.EvidenceSettings;
import dev.sotto.orders.identity.AccessToken;
import dev.sotto.orders.identity.IdentitySettings;
import dev.sotto.orders.pairing.PairingSettings;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.orders.webhook.WebhookSettings;
import java.time.Duration;
import java.util.List;

/** Settings as a test needs them. */
final class TestSettings {

    private static final IdentitySettings NOBODY_ELSE =
            new IdentitySettings("sotto-orders", Duration.ofSeconds(10), List.of());

    private static final WebhookSettings TELLS_NOBODY =
            new WebhookSettings(false, Duration.ofSeconds(10), Duration.ofDays(3));

    private static final PairingSettings PAIRS_NOBODY = new PairingSettings(
            null,
            "sotto-devices",
            null,
            null,
            "sotto-gateway",
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            Duration.ofDays(180));

    private TestSettings() {}

    static OrdersSettings of(PostgresSettings postgres, String kafka, List<AccessToken> tokens) {
        return new OrdersSettings(
                LogSettings.at(kafka),
                postgres,
                50,
                Duration.ofMillis(5),
                tokens,
                NOBODY_ELSE,
                new PaceSettings(10, 3000, 60, 30, 600),
                TELLS_NOBODY,
                new EvidenceSettings(null, Duration.ofDays(7), Duration.ofDays(90)),
                PAIRS_NOBODY);
    }
}
