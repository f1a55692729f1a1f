package dev.sotto.log;

import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same cases on the broker as its makers package it. */
@EnabledIf(
        value = "anEngineRuns",
        disabledReason = "no container engine runs here; the embedded broker passes the same")
class EventLogOnContainerTest extends EventLogTest {

    private static final String IMAGE = "apache/kafka:4.2.2";

    static boolean anEngineRuns() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    Broker startBroker() {
        KafkaContainer kafka = new KafkaContainer(IMAGE);
        kafka.start();
        return new Broker(kafka.getBootstrapServers(), kafka);
    }
}
