package dev.sotto.log.passage;

import dev.sotto.log.LogSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** How an operator's clients reach the log, and by which name brokers know them. */
public final class Connection {

    private Connection() {}

    public static Map<String, Object> of(LogSettings settings) {
        Map<String, Object> connection = new HashMap<>(settings.security());
        connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, "operator");
        connection.put("auto.include.jmx.reporter", false);
        connection.put("metric.reporters", "");
        return Map.copyOf(connection);
    }
}
