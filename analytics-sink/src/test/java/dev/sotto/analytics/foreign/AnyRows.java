package dev.sotto.analytics.foreign;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Rows with something, or nothing, in every column a table has. */
final class AnyRows {

    private static final List<String> WORDS =
            List.of("", "crème brûlée", "two\nlines", "a\ttab", "\"quoted\"", "🍔", "null", "{\"options\":[]}");

    private final Random random;

    AnyRows(long seed) {
        this.random = new Random(seed);
    }

    /** A row of each offset, one after the other from that moment on. */
    List<Row> of(TableShape shape, Instant at, long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(offset -> row(shape, at.plusSeconds(offset % 600), offset))
                .toList();
    }

    private Row row(TableShape shape, Instant at, long offset) {
        Row row = new Row("event-" + offset, at, "r" + random.nextInt(3), 0, offset);
        for (NestedField column : shape.schema().columns()) {
            if (column.isOptional()) {
                row.with(column.name(), value(column.type()));
            }
        }
        return row;
    }

    private @Nullable Object value(Type type) {
        if (random.nextInt(4) == 0) {
            return null;
        }
        return switch (type.typeId()) {
            case STRING -> word();
            case LONG -> random.nextBoolean() ? random.nextInt(100) : random.nextLong() >> 8;
            case DOUBLE -> random.nextInt(1000) / 64.0;
            case BOOLEAN -> random.nextBoolean();
            case LIST ->
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> word()).toList();
            default -> throw new AssertionError("no value is known for a column of " + type);
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
