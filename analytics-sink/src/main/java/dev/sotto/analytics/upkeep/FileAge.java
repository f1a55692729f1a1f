package dev.sotto.analytics.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Reads off a file's partition and the bounds of its columns how old it is and whether more is still to come to its like. */
final class FileAge {

    /** A clock that is wrong by more than this is not waited for. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final Instant now;
    private final NestedField ts;
    private final boolean monthly;

    FileAge(Instant now, Table table) {
        this.now = now;
        this.ts = table.schema().findField("ts");
        this.monthly = table.spec().fields().getFirst().transform().toString().equals("month");
    }

    /** Since the last day of its partition, in UTC; negative for a month that still runs and for what says it is of the future. */
    long days(DataFile file) {
        LocalDate last = monthly ? first(file).plusMonths(1).minusDays(1) : first(file);
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay() - last.toEpochDay();
    }

    boolean ofToday(DataFile file) {
        return days(file) == 0;
    }

    /** True when the hour of its newest row is over. */
    boolean settled(DataFile file) {
        return days(file) != 0
                ? days(file) > 0 || start(file).isAfter(now.plus(AHEAD))
                : bound(file.upperBounds()).isBefore(now.truncatedTo(ChronoUnit.HOURS));
    }

    private Instant start(DataFile file) {
        return first(file).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate first(DataFile file) {
        Integer since = file.partition().get(0, Integer.class);
        return monthly ? LocalDate.EPOCH.plusMonths(since) : LocalDate.ofEpochDay(since);
    }

    private Instant bound(@Nullable Map<Integer, java.nio.ByteBuffer> bounds) {
        java.nio.ByteBuffer bound = bounds == null ? null : bounds.get(ts.fieldId());
        if (bound == null) {
            return Instant.MAX;
        }
        Long micros = Conversions.fromByteBuffer(ts.type(), bound);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
