package dev.sotto.analytics.rows;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.log.Delivery;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Which topic fills which table, and how.
 *
 * @param event the rows of a record, each begun by the row it is given; none when the record is not for the history
 */
public record TableFeed<V extends TopicRecord>(
        Topic<V> topic, TableShape table, BiFunction<V, NewRow, List<Row>> event) {

    public static final TableFeed<OrderRecord> ORDERS =
            new TableFeed<>(Topics.ORDERS_EVENTS, TableShape.ORDER_LINES, OrderRows::of);
    public static final TableFeed<SpeechRecord> TRANSCRIPTS =
            new TableFeed<>(Topics.SPEECH_TRANSCRIPTS, TableShape.TRANSCRIPTS, TranscriptRows::of);
    public static final TableFeed<CallRecord> CALLS =
            new TableFeed<>(Topics.CALLS_EVENTS, TableShape.CALLS, CallRows::of);

    public static final TableFeed<AiUsage> AI_USAGE =
            new TableFeed<>(Topics.AI_USAGE, TableShape.AI_USAGE, AiUsageRows::of);

    public static final List<TableFeed<?>> ALL = List.of(ORDERS, TRANSCRIPTS, CALLS, AI_USAGE);

    /** A time outside is a broken clock or a broken record; a partition of its own would stay for ever. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws IllegalArgumentException when the record cannot be true */
    public List<Row> rows(Delivery<V> delivery) {
        V value = delivery.require();
        Envelope envelope = value.envelope();
        if (envelope.restaurantId().isBlank()) {
            throw new IllegalArgumentException("The record names no restaurant.");
        }
        if (envelope.occurredAt().isBefore(EARLIEST) || envelope.occurredAt().isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "The record says it happened at " + envelope.occurredAt() + ", which cannot be.");
        }
        return event.apply(
                value,
                () -> new Row(
                        envelope.eventId(),
                        envelope.occurredAt(),
                        envelope.restaurantId(),
                        delivery.position().partition(),
                        delivery.position().offset()));
    }

    /** Begins a row with the columns that every table has. */
    public interface NewRow {
        Row begin();
    }
}
