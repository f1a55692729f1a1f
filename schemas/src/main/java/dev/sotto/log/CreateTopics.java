package dev.sotto.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;

/** Creates every topic that does not exist: {@code CreateTopics --bootstrap-servers HOST:PORT [--replicas N]}. */
public final class CreateTopics {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private CreateTopics() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        String servers = after(given, "--bootstrap-servers", "localhost:9092");
        short replicas = Short.parseShort(after(given, "--replicas", "3"));
        try (EventLog log = EventLog.open(LogSettings.at(servers), "create-topics", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(Integer.MAX_VALUE, replicas)).block(LIMIT);
        }
    }

    private static String after(List<String> given, String name, String otherwise) {
        int at = given.indexOf(name);
        return at < 0 || at + 1 >= given.size() ? otherwise : given.get(at + 1);
    }
}
