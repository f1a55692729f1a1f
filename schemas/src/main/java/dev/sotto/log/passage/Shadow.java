package dev.sotto.log.passage;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * What would have become of the past, in a topic beside the live one: {@code TOPIC.replay.NAME}. A record whose event id
 * stands there already is left out, so that doing the same twice changes nothing and an interrupted run is completed by
 * running it again. For one thread.
 */
public final class Shadow<V extends TopicRecord> {

    private static final int AT_ONCE = 256;

    private final Topic<V> topic;
    private final ShadowTopic shadow;
    private final EventLog log;
    private final Set<String> there = new HashSet<>();

    /**
     * Makes the topic as wide as the live one, where it is not there yet, and reads what it holds.
     *
     * @throws IllegalArgumentException when the name is not fit
     */
    public Shadow(LogSettings settings, EventLog log, Topic<V> topic, String name) {
        this.topic = topic;
        this.shadow = ShadowTopic.beside(topic.name(), name);
        this.log = log;
        try (PassageReader reader = new PassageReader(Connection.of(settings))) {
            int partitions = reader.spans(Passage.of(topic.name())).size();
            shadow.create(Connection.of(settings), partitions);
            reader.read(reader.spans(Passage.of(shadow.name())), entries -> {
                entries.forEach(entry -> there.add(String.valueOf(entry.header("ce_id"))));
                return true;
            });
        }
    }

    /** The shadow's whole name. */
    public String name() {
        return shadow.name();
    }

    /** Appends those that are not there yet, in order, and waits until they are durable; tells how many they were. */
    public int put(List<V> records, Function<V, String> key) {
        List<V> fresh = records.stream()
                .filter(record -> there.add(record.envelope().eventId()))
                .toList();
        Flux.fromIterable(fresh)
                .flatMapSequential(
                        record -> log.appendBeside(topic, shadow.name(), key.apply(record), record, Trace.start()),
                        AT_ONCE)
                .blockLast();
        return fresh.size();
    }
}
