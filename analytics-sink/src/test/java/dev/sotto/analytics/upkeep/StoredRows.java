package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.parquet.Parquet;

/** Rows to write, and what lies in the files afterwards, read without any of the code under test. */
public final class StoredRows {

    private StoredRows() {}

    static List<Row> rows(TableShape shape, Instant at, long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(offset -> {
                    Row row = new Row("event-" + offset, at.plusSeconds(offset), "r" + offset % 3, 0, offset);
                    return shape.equals(TableShape.ORDER_LINES)
                            ? row.with("quantity", offset % 5).with("options", List.of("large", "rare"))
                            : row.with("text", "two burgers");
                })
                .toList();
    }

    /** A line for each row, sorted. */
    public static List<String> of(Lake lake, TableShape shape) throws IOException {
        Table table = lake.load(shape);
        List<String> rows = new ArrayList<>();
        for (String location : named(lake, shape)) {
            try (CloseableIterable<Record> records = Parquet.read(table.io().newInputFile(location))
                    .project(table.schema())
                    .createReaderFunc(stored -> GenericParquetReaders.buildReader(table.schema(), stored))
                    .build()) {
                boolean lines = shape.equals(TableShape.ORDER_LINES);
                records.forEach(record -> rows.add(record.getField("event_id") + " " + record.getField("ts") + " "
                        + record.getField("restaurant_id")
                        + (lines ? " " + record.getField("quantity") + " " + record.getField("options") : "")));
            }
        }
        return rows.stream().sorted().toList();
    }

    public static List<String> named(Lake lake, TableShape shape) throws IOException {
        List<String> named = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = lake.load(shape).newScan().planFiles()) {
            tasks.forEach(task -> named.add(task.file().location()));
        }
        return named.stream().sorted().toList();
    }

    /** Data files that lie in the table's folder and in its archive, whether a table names them or not. */
    public static List<String> lying(Lake lake, TableShape shape) {
        List<String> lying = new ArrayList<>();
        Table table = lake.load(shape);
        for (String folder : List.of(table.location() + "/data/", lake.archive(shape) + "/")) {
            for (FileInfo file : ((SupportsPrefixOperations) table.io()).listPrefix(folder)) {
                lying.add(file.location());
            }
        }
        return lying.stream().sorted().toList();
    }
}
