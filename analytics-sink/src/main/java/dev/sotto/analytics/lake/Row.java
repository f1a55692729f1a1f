package dev.sotto.analytics.lake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** One row on its way into a table, by column name; columns not named are null. */
public final class Row {

    private final String restaurantId;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Row(String restaurantId) {
        this.restaurantId = restaurantId;
    }

    /** The columns every table has: what happened, when, to whom, and where in the log it stands. */
    public Row(String eventId, Instant ts, String restaurantId, int partition, long offset) {
        this.restaurantId = restaurantId;
        with("event_id", eventId);
        with("ts", ts.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        with("restaurant_id", restaurantId);
        with("log_partition", partition);
        with("log_offset", offset);
    }

    /** A row of facts: told from others, and so of no place in the log. */
    public static Row ofFacts(String restaurantId, OffsetDateTime ts) {
        return new Row(restaurantId).with("restaurant_id", restaurantId).with("ts", ts);
    }

    public Row with(String column, @Nullable Object value) {
        if (value != null) {
            values.put(column, value);
        }
        return this;
    }

    /** The same row without what stands in these columns. */
    public Row without(Collection<String> columns) {
        Row less = new Row(restaurantId);
        less.values.putAll(values);
        less.values.keySet().removeAll(columns);
        return less;
    }

    /** What stands in a column of text; null for nothing. */
    public @Nullable String text(String column) {
        return values.get(column) instanceof String text ? text : null;
    }

    public String restaurantId() {
        return restaurantId;
    }

    /** The values by column name; columns not named are null. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The row as Iceberg writes it. */
    public Record in(Schema schema) {
        GenericRecord record = GenericRecord.create(schema);
        values.forEach(record::setField);
        return record;
    }
}
