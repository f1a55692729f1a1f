package dev.sotto.log;

import java.util.Map;

/**
 * How to reach the log.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas
 * @param clientId this process, in the broker's logs and as the CloudEvents source
 * @param security client properties for TLS and SASL ({@code security.protocol}, {@code sasl.*}, {@code ssl.*}) passed
 *     on as they are; empty for a plain connection
 */
public record LogSettings(String bootstrapServers, String clientId, Map<String, String> security) {

    public LogSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("The log's bootstrap servers are missing: give host:port.");
        }
        security = Map.copyOf(security);
        security.keySet().forEach(LogSettings::checkIsSecurity);
    }

    public LogSettings(String bootstrapServers, String clientId) {
        this(bootstrapServers, clientId, Map.of());
    }

    private static void checkIsSecurity(String key) {
        if (!key.startsWith("security.") && !key.startsWith("sasl.") && !key.startsWith("ssl.")) {
            throw new IllegalArgumentException(
                    "The log's security setting " + key + " must begin with security., sasl. or ssl.");
        }
    }
}
