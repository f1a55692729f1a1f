package dev.sotto.log.operate;

import dev.sotto.log.LogSettings;
import dev.sotto.log.operate.PassageReader.Span;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The header that names the original: its topic, partition and offset. */
    public static final String ORIGINAL = "sotto_replay_of";
    /** The header that names the passage, so that two replays are not mixed in one target. */
    public static final String PASSAGE = "sotto_replay_passage";

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

    /** Only counts: what a replay would copy. Reads the whole passage. */
    public Tally count(Predicate<Progress> goOn) {
        Tally tally = new Tally();
        try (PassageReader reader = new PassageReader(connection)) {
            Map<TopicPartition, Span> spans = reader.spans(passage);
            Run run = new Run(total(spans), goOn);
            reader.read(spans, entries -> {
                entries.stream().filter(passage::holds).forEach(tally::count);
                return run.read(entries.size());
            });
        }
        return tally;
    }

    /**
     * Copies what is not there yet.
     *
     * @param recordsPerSecond at most; {@link Double#POSITIVE_INFINITY} for as fast as it goes
     * @param goOn asked before and after each step; false stops the copy, which a later run completes
     * @return how far it came
     * @throws IllegalStateException when the target holds another passage
     */
    public Progress run(double recordsPerSecond, Predicate<Progress> goOn) {
        Pace pace = new Pace(recordsPerSecond);
        try (PassageReader reader = new PassageReader(connection);
                KafkaProducer<String, byte[]> producer = producer()) {
            Map<TopicPartition, Span> spans = reader.spans(passage);
            target.create(connection, spans.size());
            // Whoever else still copies under this name is shut out by this.
            producer.initTransactions();
            Map<TopicPartition, Span> left = withoutCopied(spans, reader);
            Run run = new Run(total(left), goOn);
            reader.read(left, entries -> {
                List<LogEntry> wanted = entries.stream().filter(passage::holds).toList();
                for (int from = 0; from < wanted.size() && run.goesOn(); from += pace.step()) {
                    List<LogEntry> step = wanted.subList(from, Math.min(wanted.size(), from + pace.step()));
                    pace.await(step.size(), run::goesOn);
                    copy(producer, step);
                    run.copied(step.size());
                }
                return run.read(entries.size());
            });
            return run.progress();
        }
    }

    private void copy(KafkaProducer<String, byte[]> producer, List<LogEntry> entries) {
        byte[] words = passage.toString().getBytes(StandardCharsets.UTF_8);
        producer.beginTransaction();
        for (LogEntry entry : entries) {
            ConsumerRecord<String, byte[]> original = entry.kafka();
            RecordHeaders headers = new RecordHeaders(original.headers());
            headers.add(ORIGINAL, entry.position().toString().getBytes(StandardCharsets.UTF_8));
            headers.add(PASSAGE, words);
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

    private Map<TopicPartition, Span> withoutCopied(Map<TopicPartition, Span> spans, PassageReader reader) {
        Map<TopicPartition, Span> left = new HashMap<>(spans);
        reader.last(reader.spans(Passage.of(target.name()))).forEach((partition, copy) -> {
            String held = copy.header(PASSAGE);
            if (!passage.toString().equals(held)) {
                throw new IllegalStateException("The topic " + target.name() + " already holds another passage (" + held
                        + "). Give this replay another name.");
            }
            long copied = offset(Objects.requireNonNullElse(copy.header(ORIGINAL), "@-1"));
            left.computeIfPresent(
                    new TopicPartition(passage.topic(), partition),
                    (any, span) -> new Span(Math.max(span.from(), copied + 1), span.to()));
        });
        return left;
    }

    private static long offset(String position) {
        return Long.parseLong(position.substring(position.lastIndexOf('@') + 1));
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> options = new HashMap<>(connection);
        options.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.name());
        options.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        options.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        return new KafkaProducer<>(options, new StringSerializer(), new ByteArraySerializer());
    }

    private static long total(Map<TopicPartition, Span> spans) {
        return spans.values().stream().mapToLong(Span::records).sum();
    }

    /**
     * How far it came.
     *
     * @param read records looked at
     * @param toRead records there are to look at, about
     * @param copied of those, the ones of the passage
     */
    public record Progress(long read, long toRead, long copied) {}

    private static final class Run {
        private final Predicate<Progress> goOn;
        private Progress progress;

        Run(long toRead, Predicate<Progress> goOn) {
            this.goOn = goOn;
            this.progress = new Progress(0, toRead, 0);
        }

        boolean goesOn() {
            return goOn.test(progress);
        }

        void copied(long more) {
            progress = new Progress(progress.read(), progress.toRead(), progress.copied() + more);
        }

        boolean read(long more) {
            progress = new Progress(progress.read() + more, progress.toRead(), progress.copied());
            return goesOn();
        }

        Progress progress() {
            return progress;
        }
    }
}
