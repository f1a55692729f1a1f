package dev.sotto.log.operate;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.passage.Connection;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.PassageReader;
import dev.sotto.schemas.DeadLetter;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.OperatorAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The dead letters of all topics, and what may be done with one: put it back where it came from, or let it lie. */
public final class Letters {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final LogSettings settings;
    private final EventLog log;

    /** @param log through which records are put back and actions are written down */
    public Letters(LogSettings settings, EventLog log) {
        this.settings = settings;
        this.log = log;
    }

    /** All that are still kept, the oldest first. */
    public List<Letter> all() {
        List<Letter> letters = new ArrayList<>();
        try (PassageReader reader = new PassageReader(Connection.of(settings))) {
            Map<String, OperationKind> done = done(reader);
            for (Topic<? extends TopicRecord> topic : Topics.ALL) {
                Topic<DeadLetter> aside = topic.deadLetters();
                RecordCodec<DeadLetter> codec = new RecordCodec<>(aside);
                read(reader, aside, entry -> {
                    DeadLetter dead = codec.decode(entry.kafka().value());
                    String key = Objects.requireNonNullElse(entry.key(), "");
                    letters.add(new Letter(dead, key, done.get(dead.envelope().eventId())));
                });
            }
        }
        letters.sort(Comparator.comparing(Letter::at));
        return List.copyOf(letters);
    }

    /**
     * Appends the original, or a mended value in its place, to the topic it came from, in its old partition. It keeps
     * its event id, so whoever processed it already does nothing.
     *
     * @throws dev.sotto.schemas.UndecodableRecord when the value is no record of that topic: nobody could process it
     */
    public void redrive(Letter letter, byte[] value, String operator, String reason) {
        append(Topics.named(letter.dead().originalTopic()), letter, value);
        write(letter, OperationKind.LETTER_REDRIVEN, operator, reason);
    }

    private <V extends TopicRecord> void append(Topic<V> topic, Letter letter, byte[] value) {
        V record = new RecordCodec<>(topic).decode(value);
        log.append(topic, letter.dead().originalPartition(), letter.key(), record, Trace.start())
                .block(LIMIT);
    }

    /** Says that nothing will be done about it; it stays where it is until its topic forgets it. */
    public void discard(Letter letter, String operator, String reason) {
        write(letter, OperationKind.LETTER_DISCARDED, operator, reason);
    }

    private void write(Letter letter, OperationKind kind, String operator, String reason) {
        new Audit(log)
                .write(letter.id(), letter.dead().envelope().restaurantId(), kind, operator, reason)
                .block(LIMIT);
    }

    private static Map<String, OperationKind> done(PassageReader reader) {
        RecordCodec<OperatorAction> codec = new RecordCodec<>(Topics.OPERATORS_ACTIONS);
        Map<String, OperationKind> done = new HashMap<>();
        read(reader, Topics.OPERATORS_ACTIONS, entry -> {
            OperatorAction action = codec.decode(entry.kafka().value());
            done.put(action.subject(), action.kind());
        });
        return done;
    }

    private static void read(PassageReader reader, Topic<?> topic, Consumer<LogEntry> each) {
        reader.read(reader.spans(Passage.of(topic.name())), entries -> {
            entries.forEach(each);
            return true;
        });
    }
}
