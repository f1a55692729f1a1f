package dev.sotto.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How soon a group notices that a member died. The client's own 45 s are right for batches; here a caller waits for what
 * the dead one owned, and after a kill of everything the group waits for its former members too.
 */
final class Membership {

    /** The shortest that brokers allow unless they are told otherwise. */
    static final Duration DEATH_NOTICED = Duration.ofSeconds(6);

    /** The others hear of a rebalance with their next heartbeat. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private Membership() {}

    /** The properties of a consumer that is a member of the group; a copy that is the caller's own. */
    static Map<String, Object> of(String group, Map<String, Object> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) DEATH_NOTICED.toMillis());
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
        return properties;
    }
}
