package dev.sotto.orders;

import dev.sotto.log.LogSettings;
import dev.sotto.orders.access.PaceSettings;
import dev.sotto.orders.evidence.EvidenceSettings;
import dev.sotto.orders.identity.AccessToken;
import dev.sotto.orders.identity.IdentitySettings;
import dev.sotto.orders.pairing.PairingSettings;
import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.orders.store.ReplicaSettings;
import dev.sotto.orders.webhook.WebhookSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

    /** Longer than the machine stalls: a copy is printed where a test asks for one and nowhere else. */
    static Map<String, Object> ofPrinters() {
        return Map.of(
                "orders.printers.networks", "127.0.0.0/8",
                "orders.printers.ports", "1024-65535",
                "orders.printers.patience", "15s",
                "orders.printers.answers-within", "6s");
    }

    static OrdersSettings of(PostgresSettings postgres, String kafka, List<AccessToken> tokens) {
        return new OrdersSettings(
                LogSettings.at(kafka),
                postgres,
                ReplicaSettings.NONE,
                50,
                Duration.ofMillis(5),
                tokens,
                NOBODY_ELSE,
                new PaceSettings(10, 3000, 60, 30, 600),
                TELLS_NOBODY,
                new EvidenceSettings(null, Duration.ofDays(7), Duration.ofDays(90)),
                new PrinterSettings(
                        List.of(), "9100", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofHours(1)),
                PAIRS_NOBODY);
    }
}
