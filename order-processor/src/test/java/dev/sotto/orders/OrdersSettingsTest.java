package dev.sotto.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrdersSettingsTest {

    @Test
    void everySettingHasADefault() {
        OrdersSettings settings = bind(Map.of());

        assertThat(settings.postgres().address()).isEqualTo("localhost:5432/sotto");
        assertThat(settings.tokens()).isEmpty();
    }

    @Test
    void secretsDoNotShowWhenSettingsArePrinted() {
        OrdersSettings settings = bind(Map.of(
                "orders.postgres.password", "hush-hush",
                "orders.tokens[0].token", "a-token-nobody-knows",
                "orders.tokens[0].restaurant-id", "r1",
                "orders.tokens[0].role", "kitchen"));

        assertThat(settings.toString()).doesNotContain("hush-hush").doesNotContain("nobody-knows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.postgres.url|mysql://h/db|orders.postgres.url must look like postgresql://host:5432/database",
                "orders.postgres.url|not a url|orders.postgres.url must look like",
                "orders.replica.url|http://h/db|orders.replica.url must look like postgresql://host:5432/database, not http",
                "orders.replica.lag-at-most|10m|orders.replica.lag-at-most must be between 500ms and 5m",
                "orders.replica.answers-within|1ms|orders.replica.answers-within must be between 100ms and 1m",
                "orders.replica.pool-size|0|orders.replica.pool-size must be between 1 and 200, not 0",
                "orders.postgres.pool-size|1|orders.postgres.pool-size must be between 2 and 200, not 1",
                "orders.batch-size|0|orders.batch-size must be between 1 and 5000, not 0.",
                "orders.batch-wait|5s|orders.batch-wait must be between 0 and 1 s, not 5000 ms.",
                "orders.tokens[0].token|short|lacks its restaurant-id",
            })
    void aWrongSettingIsToldInAPlainSentence(String name, String value, String says) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).hasStackTraceContaining(says);
    }

    @Test
    void aTokenThatIsTooShortOrUsedTwiceIsRefused() {
        assertThatThrownBy(() -> bind(Map.of(
                        "orders.tokens[0].token", "short",
                        "orders.tokens[0].restaurant-id", "r1",
                        "orders.tokens[0].role", "kitchen")))
                .rootCause()
                .hasMessage("orders.tokens: the token of restaurant r1 must have at least 16 characters.");
        assertThatThrownBy(() -> bind(Map.of(
                        "orders.tokens[0].token", "the-same-for-everyone",
                        "orders.tokens[0].restaurant-id", "r1",
                        "orders.tokens[0].role", "kitchen",
                        "orders.tokens[1].token", "the-same-for-everyone",
                        "orders.tokens[1].restaurant-id", "r2",
                        "orders.tokens[1].role", "manager")))
                .rootCause()
                .hasMessageContaining("r2 shares a token");
    }

    private static OrdersSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("orders", OrdersSettings.class);
    }
}
