package dev.sotto.analytics.lake;

import java.time.OffsetDateTime;
import java.util.Comparator;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;

/** A restaurant's rows together, in their time: its day is read from few pages, and equal values press well. */
final class RowOrder {

    private RowOrder() {}

    static Comparator<Record> of(Schema schema) {
        Comparator<Record> order = by(schema, "restaurant_id", String.class);
        order = order.thenComparing(by(schema, "ts", OffsetDateTime.class));
        if (schema.findField("log_offset") != null) {
            return order.thenComparing(by(schema, "log_partition", Integer.class))
                    .thenComparing(by(schema, "log_offset", Long.class));
        }
        // Rows that are rolled up stand in no log, and sums of a time are of no order.
        String last = schema.findField("order_id") == null ? "item_id" : "order_id";
        return order.thenComparing(by(schema, last, String.class));
    }

    private static <T extends Comparable<? super T>> Comparator<Record> by(
            Schema schema, String column, Class<T> type) {
        int position = schema.columns().indexOf(schema.findField(column));
        return Comparator.comparing(row -> row.get(position, type));
    }
}
