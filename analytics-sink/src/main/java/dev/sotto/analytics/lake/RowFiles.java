package dev.sotto.analytics.lake;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.DateTimeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns rows into Parquet files, one for each partition they fall into, and removes files that were not taken. */
final class RowFiles {

    private static final Logger log = LoggerFactory.getLogger(RowFiles.class);

    private final Table table;

    RowFiles(Table table) {
        this.table = table;
    }

    List<DataFile> write(List<Row> rows) throws IOException {
        OutputFileFactory names = OutputFileFactory.builderFor(table, 0, 0)
                .operationId(UUID.randomUUID().toString())
                .format(FileFormat.PARQUET)
                .build();
        List<DataFile> written = new ArrayList<>();
        try {
            for (Map.Entry<PartitionKey, List<Record>> part : byPartition(rows).entrySet()) {
                written.add(write(part.getKey(), part.getValue(), names));
            }
            return written;
        } catch (IOException | RuntimeException failed) {
            delete(written);
            throw failed;
        }
    }

    /** Best effort: a file that cannot be removed costs room, never a wrong answer. */
    void delete(List<DataFile> unwanted) {
        for (DataFile file : unwanted) {
            try {
                table.io().deleteFile(file.location());
            } catch (RuntimeException failed) {
                log.warn("The file {} is in no table and could not be removed: {}", file.location(), failed.toString());
            }
        }
    }

    private DataFile write(PartitionKey partition, List<Record> records, OutputFileFactory names) throws IOException {
        DataWriter<Record> writer = Parquet.writeData(names.newOutputFile(table.spec(), partition))
                .forTable(table)
                .withSpec(table.spec())
                .withPartition(partition)
                .createWriterFunc(GenericParquetWriter::create)
                .build();
        try (writer) {
            records.forEach(writer::write);
        }
        return writer.toDataFile();
    }

    private Map<PartitionKey, List<Record>> byPartition(List<Row> rows) {
        Map<PartitionKey, List<Record>> parts = new LinkedHashMap<>();
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        for (Row row : rows) {
            Record record = row.in(table.schema());
            key.partition(new Stored(record));
            parts.computeIfAbsent(key.copy(), any -> new ArrayList<>()).add(record);
        }
        return parts;
    }

    /** A record as the table's partition transforms see it: times in microseconds. */
    private record Stored(Record record) implements StructLike {

        @Override
        public int size() {
            return record.size();
        }

        @Override
        public <T> T get(int position, Class<T> type) {
            Object value = record.get(position);
            return type.cast(
                    value instanceof OffsetDateTime time ? (Object) DateTimeUtil.microsFromTimestamptz(time) : value);
        }

        @Override
        public <T> void set(int position, T value) {
            throw new UnsupportedOperationException("a row is not changed by asking for its partition");
        }
    }
}
