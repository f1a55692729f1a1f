package dev.sotto.benchmarks.history;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** What Iceberg's own writer does with rows that are ready: one file a batch, nothing sorted, checked or committed. */
final class BareWriter {

    private final Table table;

    BareWriter(Lake lake) {
        this.table = lake.load(TableShape.ORDER_LINES);
    }

    DataFile append(List<Row> rows) {
        List<Record> records = new ArrayList<>(rows.size());
        rows.forEach(row -> records.add(row.in(table.schema())));
        return write(records);
    }

    private DataFile write(List<Record> records) {
        String location = table.location() + "-bare/" + UUID.randomUUID() + ".parquet";
        try {
            DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                    .schema(table.schema())
                    .set("write.parquet.compression-codec", "zstd")
                    .withSpec(PartitionSpec.unpartitioned())
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
            try (writer) {
                records.forEach(writer::write);
            }
            return writer.toDataFile();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
