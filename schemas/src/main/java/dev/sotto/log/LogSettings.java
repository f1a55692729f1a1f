package dev.sotto.log;

import java.util.Map;
import java.util.Objects;

/**
 * How to reach the log.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas; this machine's when nothing is said
 * @param security client properties for TLS and SASL ({@code security.protocol}, {@code sasl.*}, {@code ssl.*}) passed
 *     on as they are; empty for a plain connection
 */
public record LogSettings(String bootstrapServers, Map<String, String> security) {

    private static final String THIS_MACHINE = "localhost:9092";

    public LogSettings {
        // Whoever binds settings passes null for what was not set.
        bootstrapServers = Objects.requireNonNullElse(bootstrapServers, THIS_MACHINE);
        security = Map.copyOf(Objects.requireNonNullElse(security, Map.of()));
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("The log's bootstrap servers are missing: give host:port.");
        }
        security.keySet().forEach(LogSettings::checkIsSecurity);
    }

    /** A plain connection to these brokers. */
    public static LogSettings at(String bootstrapServers) {
        return new LogSettings(bootstrapServers, Map.of());
    }

    private static void checkIsSecurity(String key) {
        if (!key.startsWith("security.") && !key.startsWith("sasl.") && !key.startsWith("ssl.")) {
            throw new IllegalArgumentException(
                    "The log's security setting " + key + " must begin with security., sasl. or ssl.");
        }
    }
}
