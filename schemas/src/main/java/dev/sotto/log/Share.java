package dev.sotto.log;

import dev.sotto.schemas.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that exists once, such as a registration, must be done by one living process: the members of a group share the
 * keys of a topic out among themselves as its partitions. Nothing is read. What a dead member owned belongs to another
 * after at most {@link Membership#DEATH_NOTICED}, what a leaving one owned at once; what need not move stays where it is.
 */
public final class Share implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Share.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final String group;
    private final Topic<?> topic;
    private final Map<String, Object> connection;
    private final Runnable onChange;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private volatile int width;
    private volatile boolean left;

    Share(String group, Topic<?> topic, Map<String, Object> connection, MeterRegistry meters, Runnable onChange) {
        this.group = group;
        this.topic = topic;
        this.connection = connection;
        this.onChange = onChange;
        Gauge.builder("sotto.log.share.partitions", owned, Set::size)
                .description("Partitions whose keys this member of the group owns")
                .tag("group", group)
                .register(meters);
        Thread.ofPlatform().daemon().name("share-" + group).start(this::take);
    }

    /** True while this process is the one that works on the key. */
    public boolean owns(String key) {
        return width > 0 && owned.contains(partitionOf(key));
    }

    Set<Integer> partitions() {
        return Set.copyOf(owned);
    }

    /** As the log itself spreads keys. */
    private int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % width;
    }

    /** Hands everything over to the other members; {@link #owns} is false from now on. */
    @Override
    public void close() {
        left = true;
        owned.clear();
    }

    private void take() {
        while (!left) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                width = consumer.partitionsFor(topic.name()).size();
                consumer.subscribe(List.of(topic.name()), new Assignments(consumer));
                while (!left) {
                    consumer.poll(POLL);
                }
            } catch (InterruptException | WakeupException closing) {
                return;
            } catch (KafkaException lost) {
                LOG.warn("Group {} lost the log and joins again: {}", group, lost.toString());
                pause();
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = Membership.of(group, connection);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) GOODBYE.toMillis() * 5);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            left = true;
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private boolean first = true;

        Assignments(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> more) {
            // Only membership is wanted, not the records.
            consumer.pause(consumer.assignment());
            if (first) {
                owned.clear();
                first = false;
            }
            if (!left) {
                more.forEach(partition -> owned.add(partition.partition()));
            }
            onChange.run();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            gone.forEach(partition -> owned.remove(partition.partition()));
            onChange.run();
        }
    }
}
