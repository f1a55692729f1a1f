package dev.sotto.benchmarks;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.replay.Replay;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import reactor.core.publisher.Flux;

/**
 * How fast an operator's replay copies a topic, beside the barest copy there is: a consumer that hands each record to a
 * producer, without transactions, headers of its own or a place to go on from. Broker and copy share the machine. Run by
 * {@code ./sotto bench replay [records]}.
 */
public final class ReplayLoad {

    private static final int ROUNDS = 3;
    private static final int PARTITIONS = 8;
    private static final int CALLS = 500;
    private static final int AT_ONCE = 4_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String TOPIC = Topics.SPEECH_TRANSCRIPTS.name();

    private final LogSettings settings;
    private final int records;

    private ReplayLoad(LogSettings settings, int records) {
        this.settings = settings;
        this.records = records;
    }

    private void fill(EventLog log) {
        Flux.range(0, records)
                .flatMap(
                        i -> {
                            String call = "call-" + i % CALLS;
                            SpeechRecord record = new SpeechRecord(
                                    Envelope.unique(Topics.SPEECH_TRANSCRIPTS, "restaurant-" + i % 20),
                                    call,
                                    call + "-" + i,
                                    new PartialTranscript("two cheeseburgers without onions and a large fries please"));
                            return log.append(Topics.SPEECH_TRANSCRIPTS, call, record, Trace.start());
                        },
                        AT_ONCE)
                .blockLast(LIMIT);
    }

    private double replay(String name) {
        Replay replay = new Replay(settings, Passage.of(TOPIC), name);
        long began = System.nanoTime();
        long copied = replay.run(Double.POSITIVE_INFINITY, any -> true).copied();
        return rate(copied, began);
    }

    private double bare(String name) {
        Map<String, Object> options = new HashMap<>(settings.security());
        options.put("bootstrap.servers", settings.bootstrapServers());
        options.put("max.poll.records", 5_000);
        options.put("max.partition.fetch.bytes", 4 << 20);
        options.put("linger.ms", 5);
        options.put("batch.size", 1 << 18);
        var bytes = new ByteArrayDeserializer();
        var out = new ByteArraySerializer();
        long began = System.nanoTime();
        long copied = 0;
        try (var consumer = new KafkaConsumer<>(options, bytes, bytes);
                var producer = new KafkaProducer<>(options, out, out)) {
            consumer.assign(consumer.partitionsFor(TOPIC).stream()
                    .map(one -> new TopicPartition(TOPIC, one.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (copied < records) {
                for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    var _ = producer.send(new ProducerRecord<>(
                            name, one.partition(), one.timestamp(), one.key(), one.value(), one.headers()));
                    copied++;
                }
            }
            producer.flush();
        }
        return rate(copied, began);
    }

    private static double rate(long copied, long began) {
        return copied / ((System.nanoTime() - began) / 1e9);
    }

    /** @param arguments how many records the topic holds */
    public static void main(String[] arguments) {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log =
                        EventLog.open(LogSettings.at(kafka.bootstrapServers()), "load", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(PARTITIONS, (short) 1)).block(LIMIT);
            ReplayLoad load = new ReplayLoad(LogSettings.at(kafka.bootstrapServers()), records);
            load.fill(log);
            System.out.printf(Locale.ROOT, "%,d records stand in %s.%n", records, TOPIC);
            for (int round = 1; round <= ROUNDS; round++) {
                // The dead letters' topic is as wide and takes the bare copy: nobody reads it here.
                Processors before = Processors.now();
                double bare = load.bare(Topics.SPEECH_TRANSCRIPTS.deadLetters().name());
                double replay = load.replay("round-" + round);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: replay %,.0f records a second, bare copy %,.0f (%.0f %%); %s%n",
                        round,
                        replay,
                        bare,
                        100 * replay / bare,
                        Processors.now().since(before));
            }
        }
        System.exit(0);
    }
}
