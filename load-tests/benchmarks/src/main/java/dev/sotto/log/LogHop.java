package dev.sotto.log;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.Disposable;

/**
 * One 20 ms frame from its append to its delivery, through our log and through Kafka's own producer and consumer with the
 * same settings, on one embedded broker in the same JVM. One record is under way at a time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls start() first.
public class LogHop {

    private static final String CALL = "call-1";
    private static final String BARE_TOPIC = "dialogue.state";

    private final BlockingQueue<Boolean> arrived = new ArrayBlockingQueue<>(1);
    private final AudioFrames frame = new AudioFrames(
            Envelope.unique(Topics.AUDIO_FRAMES, "r1"),
            CALL,
            AudioSource.PHONE,
            1,
            1,
            20,
            8000,
            0,
            false,
            1,
            false,
            ByteBuffer.allocate(320),
            0);
    private final byte[] bytes = new byte[320];
    private EmbeddedKafka kafka;
    private EventLog log;
    private Disposable reading;
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;

    /** Starts the broker, and both pairs of clients. */
    @Setup
    public void start() throws InterruptedException {
        kafka = EmbeddedKafka.temporary();
        log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "hop", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(4, (short) 1)).block(Duration.ofSeconds(30));
        reading = log.read(Subscription.of("hop", Topics.AUDIO_FRAMES)).subscribe(delivery -> {
            delivery.acknowledge();
            arrived.add(true);
        });
        Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        producer = new KafkaProducer<>(
                with(connection, Map.of("acks", "all", "linger.ms", 1)),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                with(connection, Map.of("group.id", "bare", "auto.offset.reset", "earliest", "fetch.max.wait.ms", 100)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(BARE_TOPIC));
        throughOurLog();
        Future<RecordMetadata> first = throughKafkaAlone();
        first.resultNow();
    }

    /** Ours. */
    @Benchmark
    public Boolean throughOurLog() throws InterruptedException {
        log.append(Topics.AUDIO_FRAMES, CALL, frame, Trace.start()).subscribe();
        return arrived.take();
    }

    /** The rival: the same way with nothing of ours in it. */
    @Benchmark
    public Future<RecordMetadata> throughKafkaAlone() {
        Future<RecordMetadata> appended = producer.send(new ProducerRecord<>(BARE_TOPIC, CALL, bytes));
        while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
            // It has not arrived.
        }
        return appended;
    }

    /** Stops all of it. */
    @TearDown
    public void stop() {
        reading.dispose();
        producer.close();
        consumer.close();
        log.close();
        kafka.close();
    }

    private static Map<String, Object> with(Map<String, Object> settings, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }
}
