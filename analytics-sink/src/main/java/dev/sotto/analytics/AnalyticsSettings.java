package dev.sotto.analytics;

import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.log.LogSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the analytics sink.
 *
 * @param kafka brokers, {@code host:port} separated by commas
 * @param kafkaSecurity client properties for TLS and SASL; empty for a plain connection
 * @param group begins the names of the consumer groups; workers of one group share the work
 * @param commitInterval how long rows are gathered before they are committed: shorter is fresher and makes more files
 * @param commitRecords how many records are gathered at most: three such batches are in memory when there is a backlog,
 *     about 15 kB a record
 * @param lake where the history lies
 * @param query how questions are answered
 */
@ConfigurationProperties("analytics")
record AnalyticsSettings(
        @DefaultValue("localhost:9092") String kafka,
        @DefaultValue Map<String, String> kafkaSecurity,
        @DefaultValue("analytics") String group,
        @DefaultValue("5s") Duration commitInterval,
        @DefaultValue("1000") int commitRecords,
        @DefaultValue LakeSettings lake,
        @DefaultValue QuerySettings query) {

    AnalyticsSettings {
        if (commitInterval.toMillis() < 100 || commitInterval.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "analytics.commit-interval must be between 100ms and 5m, not " + commitInterval + ".");
        }
        if (commitRecords < 1 || commitRecords > 20_000) {
            throw new IllegalArgumentException(
                    "analytics.commit-records must be between 1 and 20000, not " + commitRecords + ".");
        }
        if (kafka.isBlank()) {
            throw new IllegalArgumentException("analytics.kafka must name the brokers, host:port.");
        }
        if (group.isBlank()) {
            throw new IllegalArgumentException("analytics.group must not be blank.");
        }
    }

    LogSettings log() {
        return new LogSettings(kafka, "analytics-sink", kafkaSecurity);
    }
}
