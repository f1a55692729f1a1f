package dev.sotto.analytics.lake;

import java.time.OffsetDateTime;
import java.util.Comparator;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;

/** A restaurant's rows together, in their time: its day is read from few pages, and equal values press well. */
final class RowOrder {

    private RowOrder() {}

    static Comparator<Record> of(Schema schema) {
        int restaurant = position(schema, "restaurant_id");
        int ts = position(schema, "ts");
        int partition = position(schema, "log_partition");
        int offset = position(schema, "log_offset");
        return Comparator.comparing((Record row) -> row.get(restaurant, String.class))
                .thenComparing(row -> row.get(ts, OffsetDateTime.class))
                .thenComparing(row -> row.get(partition, Integer.class))
                .thenComparing(row -> row.get(offset, Long.class));
    }

    private static int position(Schema schema, String column) {
        return schema.columns().indexOf(schema.findField(column));
    }
}
