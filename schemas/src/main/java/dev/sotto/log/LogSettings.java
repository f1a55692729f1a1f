package dev.sotto.log;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach the log.
 *
 * @param bootstrapServers brokers, {@code host:port} separated by commas; this machine's when nothing is said
 * @param security client properties for TLS and SASL ({@code security.protocol}, {@code sasl.*}, {@code ssl.*}) passed
 *     on as they are; empty for a plain connection
 * @param patience how long an append may take before it fails; 15 seconds when nothing is said, which outlasts the
 *     election of a leader
 */
public record LogSettings(String bootstrapServers, Map<String, String> security, Duration patience) {

    private static final String THIS_MACHINE = "localhost:9092";
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);

    public LogSettings {
        // Whoever binds settings passes null for what was not set.
        bootstrapServers = Objects.requireNonNullElse(bootstrapServers, THIS_MACHINE);
        security = Map.copyOf(Objects.requireNonNullElse(security, Map.of()));
        patience = Objects.requireNonNullElse(patience, USUAL_PATIENCE);
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("The log's bootstrap servers are missing: give host:port.");
        }
        if (patience.compareTo(SHORTEST_PATIENCE) < 0) {
            throw new IllegalArgumentException(
                    "The log's patience is " + patience + ": a healthy broker may take a second.");
        }
        security.keySet().forEach(LogSettings::checkIsSecurity);
    }

    /** A plain connection to these brokers. */
    public static LogSettings at(String bootstrapServers) {
        return new LogSettings(bootstrapServers, Map.of(), USUAL_PATIENCE);
    }

    private static void checkIsSecurity(String key) {
        if (!key.startsWith("security.") && !key.startsWith("sasl.") && !key.startsWith("ssl.")) {
            throw new IllegalArgumentException(
                    "The log's security setting " + key + " must begin with security., sasl. or ssl.");
        }
    }
}
