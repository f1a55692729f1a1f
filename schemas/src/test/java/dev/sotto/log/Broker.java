package dev.sotto.log;

import dev.sotto.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** A node of Kafka to test against, wherever it runs. */
record Broker(String bootstrapServers, AutoCloseable running) {

    static Broker embedded() {
        EmbeddedKafka kafka = EmbeddedKafka.temporary();
        return new Broker(kafka.bootstrapServers(), kafka);
    }

    EventLog open() {
        return EventLog.open(LogSettings.at(bootstrapServers), "test", new SimpleMeterRegistry());
    }
}
