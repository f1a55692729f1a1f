package dev.sotto.analytics.lake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Days, and which files may hold rows of them by the bounds of their times. */
final class DaysOfFiles {

    private static final long MICROS = Duration.ofDays(1).toNanos() / 1000;

    private final NestedField ts;
    private final TreeSet<Long> days = new TreeSet<>();

    DaysOfFiles(Table table) {
        this.ts = table.schema().findField("ts");
    }

    void add(Row row) {
        if (row.values().get("ts") instanceof OffsetDateTime at) {
            days.add(Math.floorDiv(ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant()), MICROS));
        }
    }

    boolean has(DataFile file) {
        Long first = day(file.lowerBounds());
        Long last = day(file.upperBounds());
        if (first == null || last == null) {
            return !days.isEmpty();
        }
        Long day = days.ceiling(first);
        return day != null && day <= last;
    }

    private @Nullable Long day(@Nullable Map<Integer, ByteBuffer> bounds) {
        ByteBuffer bound = bounds == null ? null : bounds.get(ts.fieldId());
        return bound == null ? null : Math.floorDiv((Long) Conversions.fromByteBuffer(ts.type(), bound), MICROS);
    }
}
