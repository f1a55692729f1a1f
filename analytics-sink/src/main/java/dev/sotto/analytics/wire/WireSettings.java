package dev.sotto.analytics.wire;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tools that speak PostgreSQL's protocol connect. Passwords cross it in clear, so it listens on this machine only
 * unless it is told otherwise; put TLS before it then.
 *
 * @param port 0 for not at all
 * @param connections at one time; more are turned away
 */
public record WireSettings(
        @DefaultValue("0") int port,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("32") int connections) {

    public WireSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("analytics.wire.port must be between 0 and 65535, not " + port + ".");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("analytics.wire.connections must be at least 1.");
        }
    }
}
