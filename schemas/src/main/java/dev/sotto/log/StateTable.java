package dev.sotto.log;

import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The newest value of every key of a compacted topic, in memory: a thread of its own reads the topic from its beginning
 * and goes on following it. What this process writes through the table it reads back at once; what others write arrives
 * within milliseconds, and after {@link #caughtUp()} for certain. Memory: the topic's live keys.
 */
public final class StateTable<V extends TopicRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateTable.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Topic<V> topic;
    private final RecordCodec<V> codec;
    private final Map<String, Object> connection;
    private final Appender<V> appender;
    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Queue<MonoSink<Void>> asking = new ConcurrentLinkedQueue<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean known;
    private volatile boolean closed;

    /** Appends a value, or a tombstone for null. */
    @FunctionalInterface
    interface Appender<V> {
        Mono<Position> append(String key, @Nullable V value, Trace trace);
    }

    StateTable(Topic<V> topic, Map<String, Object> connection, Appender<V> appender) {
        this.topic = topic;
        this.codec = new RecordCodec<>(topic);
        this.connection = connection;
        this.appender = appender;
        var _ = caughtUp().subscribe(none -> {}, failure -> {}, () -> known = true);
        Thread.ofPlatform().daemon().name("table-" + topic.name()).start(this::follow);
    }

    public @Nullable V get(String key) {
        Entry<V> entry = entries.get(key);
        return entry == null ? null : entry.value;
    }

    /** The values as they are now; not a moment in time across keys. */
    public Collection<V> values() {
        List<V> present = new ArrayList<>();
        for (Entry<V> entry : entries.values()) {
            if (entry.value != null) {
                present.add(entry.value);
            }
        }
        return present;
    }

    /** Completes when the value is durable and {@link #get} returns it. */
    public Mono<Void> put(String key, V value, Trace trace) {
        return appender.append(key, value, trace)
                .doOnNext(position -> apply(key, value, position))
                .then();
    }

    /** Completes when the key's tombstone is durable and {@link #get} returns nothing. */
    public Mono<Void> remove(String key, Trace trace) {
        return appender.append(key, null, trace)
                .doOnNext(position -> apply(key, null, position))
                .then();
    }

    /** False until the topic has been read to its end once: who knows nothing yet must not say that there is nothing. */
    public boolean isKnown() {
        return known;
    }

    /** Completes when everything that stood in the topic when this was subscribed has been read. */
    public Mono<Void> caughtUp() {
        return Mono.create(asking::add);
    }

    /** Calls back with the key after each change, on the table's own thread or the writer's: be quick. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void apply(String key, @Nullable V value, Position position) {
        Entry<V> applied = entries.compute(key, (any, existing) -> {
            // Same key, same partition: the higher offset is the newer one.
            boolean newer = existing == null || existing.offset < position.offset();
            return newer ? new Entry<>(value, position.offset()) : existing;
        });
        if (applied.offset == position.offset()) {
            listeners.forEach(listener -> listener.accept(key));
        }
    }

    private void follow() {
        while (!closed) {
            try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                List<TopicPartition> partitions = partitions(consumer);
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                readOn(consumer, partitions);
            } catch (InterruptException closing) {
                return;
            } catch (KafkaException lost) {
                LOG.warn("Table {} lost the log and reads it again: {}", topic.name(), lost.toString());
                pause();
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "there is no topic " + topic.name() + " yet; CreateTopics makes it");
        }
        return partitions;
    }

    private void readOn(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<MonoSink<Void>, Map<TopicPartition, Long>> waiting = new HashMap<>();
        try {
            while (!closed) {
                for (MonoSink<Void> sink = asking.poll(); sink != null; sink = asking.poll()) {
                    waiting.put(sink, Map.of());
                    waiting.put(sink, consumer.endOffsets(partitions));
                }
                for (ConsumerRecord<String, byte[]> kafka : consumer.poll(POLL)) {
                    read(kafka);
                }
                waiting.entrySet().removeIf(entry -> answered(consumer, entry.getKey(), entry.getValue()));
            }
        } finally {
            asking.addAll(waiting.keySet());
        }
    }

    private boolean answered(
            KafkaConsumer<String, byte[]> consumer, MonoSink<Void> sink, Map<TopicPartition, Long> ends) {
        boolean reached = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (reached) {
            sink.success();
        }
        return reached;
    }

    private void read(ConsumerRecord<String, byte[]> kafka) {
        try {
            V value = kafka.value() == null ? null : codec.decode(kafka.value());
            apply(kafka.key(), value, new Position(kafka.topic(), kafka.partition(), kafka.offset()));
            forgetTombstone(kafka.key(), kafka.offset());
        } catch (UndecodableRecord undecodable) {
            LOG.warn(
                    "Table {} keeps the older value of a key: the record at partition {} offset {} is damaged. {}",
                    topic.name(),
                    kafka.partition(),
                    kafka.offset(),
                    undecodable.getMessage());
        }
    }

    /** Nothing older than a tombstone can follow it here, so the key need not be kept. */
    private void forgetTombstone(String key, long offset) {
        entries.computeIfPresent(key, (any, entry) -> entry.value == null && entry.offset <= offset ? null : entry);
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A tombstone this process wrote stays without a value until it is read back: older records must not revive it. */
    private record Entry<V>(@Nullable V value, long offset) {}
}
