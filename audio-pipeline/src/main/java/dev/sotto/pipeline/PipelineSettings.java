package dev.sotto.pipeline;

import dev.sotto.log.LogSettings;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What both stages of the pipeline need to know. */
@ConfigurationProperties("pipeline")
record PipelineSettings(@DefaultValue Kafka kafka) {
    /** Where the log is; security takes Kafka's own {@code security.*}, {@code sasl.*} and {@code ssl.*} settings. */
    record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue("audio-pipeline") String clientId,
            @DefaultValue Map<String, String> security) {

        LogSettings toLogSettings() {
            return new LogSettings(bootstrapServers, clientId, security);
        }
    }
}
