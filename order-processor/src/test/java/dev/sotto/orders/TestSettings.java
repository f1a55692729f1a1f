package dev.sotto.orders;

import dev.sotto.log.LogSettings;
import dev.sotto.orders.access.AccessToken;
import dev.sotto.orders.store.PostgresSettings;
import java.time.Duration;
import java.util.List;

/** Settings as a test needs them. */
final class TestSettings {

    private TestSettings() {}

    static OrdersSettings of(PostgresSettings postgres, String kafka, List<AccessToken> tokens) {
        return new OrdersSettings(LogSettings.at(kafka), postgres, 50, Duration.ofMillis(5), tokens);
    }
}
