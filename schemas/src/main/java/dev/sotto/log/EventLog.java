package dev.sotto.log;

import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The log that carries everything: append a record, read topics as a group, follow a partition, keep a table. One per
 * process; thread-safe. Nothing here blocks its caller.
 */
public final class EventLog implements AutoCloseable {

    private final Map<String, Object> connection;
    private final CloudEvents events;
    private final MeterRegistry meters;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final Admin admin;
    private final Map<String, Lane<?>> lanes = new ConcurrentHashMap<>();
    private final List<StateTable<?>> tables = new CopyOnWriteArrayList<>();
    private final List<Share> shares = new CopyOnWriteArrayList<>();
    private final List<GroupReader<?>> readers = new CopyOnWriteArrayList<>();

    /** What every append to a topic needs. */
    private record Lane<V extends TopicRecord>(RecordCodec<V> codec, Timer appends) {}

    private EventLog(LogSettings settings, String clientId, MeterRegistry meters) {
        this.connection = new HashMap<>(settings.security());
        connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // One client writes through several of these; their JMX names would collide and mean nothing.
        connection.put("auto.include.jmx.reporter", false);
        connection.put("metric.reporters", "");
        // The client's own 64 KiB fill up as soon as a reader is busy for a moment, and a sender that has met a closed
        // window asks again only 200 ms later. Left to the system, the window grows with what comes.
        connection.put(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, -1);
        connection.put(CommonClientConfigs.SEND_BUFFER_CONFIG, -1);
        this.events = new CloudEvents(clientId);
        this.meters = meters;
        this.outbox = new Outbox(connection, settings.patience(), meters);
        this.deadLetters = new DeadLetters(outbox, events, meters);
        this.admin = Admin.create(connection);
    }

    /**
     * Opens the log; does not wait for brokers, which may come later.
     *
     * @param clientId this process, in the brokers' logs and as the CloudEvents source
     */
    public static EventLog open(LogSettings settings, String clientId, MeterRegistry meters) {
        return new EventLog(settings, clientId, meters);
    }

    /**
     * Appends a record and completes when it is on all replicas that are in sync.
     *
     * @return where it stands; fails with {@link LogUnavailable} when that could not be had in time, in which case the
     *     record may still arrive: give it a derived event id and append it again
     */
    public <V extends TopicRecord> Mono<Position> append(Topic<V> topic, String key, V value, Trace trace) {
        return append(topic, null, key, value, trace);
    }

    /** Appends a record to a partition of the caller's choice, for topics that are not partitioned by their key. */
    public <V extends TopicRecord> Mono<Position> append(
            Topic<V> topic, @Nullable Integer partition, String key, V value, Trace trace) {
        return Mono.defer(() -> {
            checkBelongs(topic, value);
            var headers = events.headers(value, key, trace);
            Lane<V> lane = lane(topic);
            return send(
                    lane,
                    new ProducerRecord<>(
                            topic.name(), partition, key, lane.codec().encode(value), headers));
        });
    }

    /** Appends a record of one topic to another of its kind, which stands beside it and where nothing live reads. */
    public <V extends TopicRecord> Mono<Position> appendBeside(
            Topic<V> topic, String beside, String key, V value, Trace trace) {
        return Mono.defer(() -> {
            checkBelongs(topic, value);
            Lane<V> lane = lane(topic);
            return send(
                    lane,
                    new ProducerRecord<>(
                            beside, null, key, lane.codec().encode(value), events.headers(value, key, trace)));
        });
    }

    /** Takes a key out of a compacted topic: its tombstone, which has no trace. */
    public <V extends TopicRecord> Mono<Position> remove(Topic<V> topic, String key) {
        return Mono.defer(
                () -> send(lane(topic), new ProducerRecord<>(topic.name(), null, key, null, new RecordHeaders())));
    }

    private Mono<Position> send(Lane<?> lane, ProducerRecord<String, byte[]> record) {
        Timer.Sample sample = Timer.start(meters);
        return outbox.append(record).map(appended -> {
            sample.stop(lane.appends());
            return new Position(appended.topic(), appended.partition(), appended.offset());
        });
    }

    /** Reads topics as one worker of a group, for as long as it is subscribed to; outages are waited out. */
    public <V extends TopicRecord> Flux<Delivery<V>> read(Subscription<V> subscription) {
        GroupReader<V> reader = new GroupReader<>(subscription, connection, deadLetters, meters);
        readers.add(reader);
        return reader.deliveries().doFinally(end -> readers.remove(reader));
    }

    /**
     * False while a group that this process reads as has given it no partitions: it has not joined yet, or a rebalance
     * takes longer than {@link Assignment#REBALANCE}. What is appended for it then is read late.
     */
    public boolean hasItsShare() {
        return !readers.isEmpty() && readers.stream().allMatch(GroupReader::hasItsShare);
    }

    /** The offset the next record of a partition will have. */
    public Mono<Long> end(Topic<?> topic, int partition) {
        return Follower.end(topic, partition, admin);
    }

    /**
     * Follows one partition, without a group, from an offset on: with {@link #end} asked for first, everything written
     * since is heard, and nothing from before.
     */
    public <V extends TopicRecord> Flux<Delivery<V>> follow(Topic<V> topic, int partition, long from) {
        return new Follower<>(topic, connection).deliveries(partition, from);
    }

    /**
     * Follows all partitions of a topic, without a group, from what was appended at a moment on: for what every node has
     * to hear. Records of one key are in order.
     */
    public <V extends TopicRecord> Flux<Delivery<V>> followAll(Topic<V> topic, Instant since) {
        return new Follower<>(topic, connection).deliveries(Mono.defer(() -> Follower.since(topic, since, admin)));
    }

    /** Opens a table of a compacted topic; it is closed with the log. */
    public <V extends TopicRecord> StateTable<V> table(Topic<V> topic) {
        StateTable<V> table = new StateTable<>(
                topic,
                connection,
                (key, value, trace) -> value == null ? remove(topic, key) : append(topic, key, value, trace));
        tables.add(table);
        return table;
    }

    /**
     * Joins a group whose members share out the keys of a topic; left with the log at the latest.
     *
     * @param onChange called after each change of what is owned, on the share's own thread: be quick
     */
    public Share share(String group, Topic<?> topic, Runnable onChange) {
        Share share = new Share(group, topic, connection, meters, onChange);
        shares.add(share);
        return share;
    }

    /** Puts a record aside in its dead-letter topic and acknowledges it. */
    public <V extends TopicRecord> Mono<Void> bury(Delivery<V> dead, String group, Throwable why) {
        return Mono.defer(() -> {
            V value = dead.value();
            byte[] bytes = value == null ? null : encode(dead.position().topic(), value);
            String tenant = value == null ? null : value.envelope().restaurantId();
            return deadLetters
                    .bury(dead.key(), dead.position(), bytes, tenant, dead.trace(), group, why)
                    .doOnSuccess(buried -> dead.acknowledge());
        });
    }

    /** Creates the topics that do not exist, as {@link TopicPlan} says; existing ones are left alone. */
    public Mono<Void> createTopics(TopicPlan plan) {
        return plan.create(admin);
    }

    /** Completes when a broker answers; fails with {@link LogUnavailable} when none does within the limit. */
    public Mono<Void> ping(Duration limit) {
        return Mono.fromCompletionStage(
                        () -> admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) limit.toMillis()))
                                .clusterId()
                                .toCompletionStage())
                .timeout(limit.plusMillis(200))
                .onErrorMap(failure -> new LogUnavailable("no broker answers", failure))
                .then();
    }

    @SuppressWarnings("unchecked") // A lane is kept under the name of the topic it was made for.
    private <V extends TopicRecord> Lane<V> lane(Topic<V> topic) {
        Lane<?> known = lanes.get(topic.name());
        return (Lane<V>)
                (known != null
                        ? known
                        : lanes.computeIfAbsent(
                                topic.name(), name -> new Lane<>(new RecordCodec<>(topic), appendTimer(name))));
    }

    @SuppressWarnings("unchecked") // The value was read from this topic by its own codec.
    private <V extends TopicRecord> byte[] encode(String topicName, V value) {
        Topic<V> topic = (Topic<V>) Topics.named(topicName);
        return lane(topic).codec().encode(value);
    }

    private static void checkBelongs(Topic<?> topic, TopicRecord value) {
        if (!value.envelope().topic().equals(topic.name())) {
            throw new IllegalArgumentException(
                    "a record of topic " + value.envelope().topic() + " must not be appended to " + topic.name());
        }
    }

    private Timer appendTimer(String topic) {
        return Timer.builder("sotto.log.append")
                .description("From the wish to append to the acknowledgement of all replicas in sync")
                .tag("topic", topic)
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public void close() {
        shares.forEach(Share::close);
        tables.forEach(StateTable::close);
        outbox.close();
        admin.close(Duration.ofSeconds(2));
    }
}
