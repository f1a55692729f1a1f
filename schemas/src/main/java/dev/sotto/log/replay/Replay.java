package dev.sotto.log.replay;

import dev.sotto.log.LogSettings;
import dev.sotto.log.passage.Connection;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.PassageReader;
import dev.sotto.log.passage.PassageReader.Span;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.schemas.operation.ReplayPlace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Copies a passage into a topic of its own, where nothing live reads: keys, values, headers and partitions as they were.
 * Every copy names the record it is of, so a replay that was interrupted goes on where it stood, and one that is run
 * twice changes nothing.
 */
public final class Replay {

    /** The header that names the passage, so that two replays are not mixed in one target. */
    public static final String PASSAGE = "sotto_replay_passage";

    /** The header that says how many copies of its partition there are with this one. */
    public static final String NUMBER = "sotto_replay_number";

    private final Map<String, Object> connection;
    private final Passage passage;
    private final ShadowTopic target;

    /**
     * @param name of this replay, lower-case letters, digits and hyphens; part of the target's name
     * @throws IllegalArgumentException when the name is not fit
     */
    public Replay(LogSettings settings, Passage passage, String name) {
        this.connection = Connection.of(settings);
        this.passage = passage;
        this.target = ShadowTopic.beside(passage.topic(), name);
    }

    /** The topic the copies go to. */
    public String target() {
        return target.name();
    }

    /** Only counts: what a replay would copy. Reads the whole passage, or as far as it is told to. */
    public Tally count(Predicate<Progress> goOn) {
        Tally tally = new Tally();
        try (PassageReader reader = new PassageReader(connection)) {
            Map<TopicPartition, Span> spans = reader.spans(passage);
            Course course = new Course(spans, spans, Map.of());
            boolean toTheEnd = reader.read(spans, entries -> {
                entries.stream().filter(passage::holds).forEach(entry -> {
                    tally.count(entry);
                    course.copied(entry);
                });
                course.read(entries);
                return goOn.test(course.progress());
            });
            tally.end(toTheEnd ? course.complete() : course.progress());
        }
        return tally;
    }

    /**
     * Copies what is not there yet.
     *
     * @param recordsPerSecond at most; {@link Double#POSITIVE_INFINITY} for as fast as it goes
     * @param goOn asked before and after each step; false stops the copy, which a later run completes
     * @return how far it came
     * @throws OtherPassage when the target holds another passage
     */
    public Progress run(double recordsPerSecond, Predicate<Progress> goOn) {
        Pace pace = new Pace(recordsPerSecond);
        try (PassageReader reader = new PassageReader(connection);
                KafkaProducer<String, byte[]> producer = producer()) {
            Map<TopicPartition, Span> spans = reader.spans(passage);
            target.create(connection, spans.size());
            // Whoever else still copies under this name is shut out by this.
            producer.initTransactions();
            Map<Integer, LogEntry> last = reader.last(reader.spans(Passage.of(target.name())));
            Map<TopicPartition, Span> left = withoutCopied(spans, last);
            Course course = new Course(spans, left, last);
            BooleanSupplier goesOn = () -> goOn.test(course.progress());
            boolean toTheEnd = reader.read(left, entries -> {
                List<LogEntry> wanted = entries.stream().filter(passage::holds).toList();
                for (int from = 0; from < wanted.size(); from += pace.step()) {
                    List<LogEntry> step = wanted.subList(from, Math.min(wanted.size(), from + pace.step()));
                    pace.await(step.size(), goesOn);
                    if (!goesOn.getAsBoolean()) {
                        return false;
                    }
                    copy(producer, step, course);
                }
                course.read(entries);
                return goesOn.getAsBoolean();
            });
            return toTheEnd ? course.complete() : course.progress();
        }
    }

    private void copy(KafkaProducer<String, byte[]> producer, List<LogEntry> entries, Course course) {
        byte[] words = passage.toString().getBytes(StandardCharsets.UTF_8);
        producer.beginTransaction();
        for (LogEntry entry : entries) {
            ConsumerRecord<String, byte[]> original = entry.kafka();
            RecordHeaders headers = new RecordHeaders(original.headers());
            headers.add(ShadowTopic.ORIGINAL, entry.position().toString().getBytes(StandardCharsets.UTF_8));
            headers.add(PASSAGE, words);
            headers.add(NUMBER, String.valueOf(course.copied(entry)).getBytes(StandardCharsets.UTF_8));
            var _ = producer.send(new ProducerRecord<>(
                    target.name(),
                    original.partition(),
                    original.timestamp(),
                    original.key(),
                    original.value(),
                    headers));
        }
        // Fails when any of them could not be written, and then none of them is seen.
        producer.commitTransaction();
    }

    private Map<TopicPartition, Span> withoutCopied(Map<TopicPartition, Span> spans, Map<Integer, LogEntry> last) {
        Map<TopicPartition, Span> left = new HashMap<>(spans);
        last.forEach((partition, copy) -> {
            String held = copy.header(PASSAGE);
            if (!passage.toString().equals(held)) {
                throw new OtherPassage(target.name(), held);
            }
            long copied = ShadowTopic.offset(Objects.requireNonNullElse(copy.header(ShadowTopic.ORIGINAL), "@-1"));
            left.computeIfPresent(
                    new TopicPartition(passage.topic(), partition),
                    (any, span) -> new Span(Math.max(span.from(), copied + 1), span.to()));
        });
        return left;
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> options = new HashMap<>(connection);
        options.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.name());
        options.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        options.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        return new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * How far it came.
     *
     * @param copied records copied by this run
     * @param copiedBefore records that other runs copied before
     * @param isComplete whether nothing is left to do
     */
    public record Progress(List<ReplayPlace> places, long copied, long copiedBefore, boolean isComplete) {

        public Progress {
            places = List.copyOf(places);
        }

        /** Offsets passed, in all runs. */
        public long read() {
            return places.stream().mapToLong(ReplayPlace::read).sum();
        }

        /** Offsets there are to pass. */
        public long toRead() {
            return places.stream().mapToLong(ReplayPlace::toRead).sum();
        }
    }
}
