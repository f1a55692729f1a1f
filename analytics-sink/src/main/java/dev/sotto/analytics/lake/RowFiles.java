package dev.sotto.analytics.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.DateTimeUtil;
import org.apache.iceberg.util.SortedMerge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns rows into Parquet files, one for each partition they fall into, merges files into fewer, and removes files that
 * were not taken.
 */
final class RowFiles {

    private static final Logger log = LoggerFactory.getLogger(RowFiles.class);

    /** A file is fetched whole to be asked, so that larger ones would only make questions wait. */
    private static final long BYTES_AT_MOST = 48 << 20;

    private static final int ROWS_BETWEEN_LOOKS = 2_000;

    private final Table table;
    private final String archive;
    private final Comparator<Record> order;

    /** @param archive where files of the cold tier go */
    RowFiles(Table table, String archive) {
        this.table = table;
        this.archive = archive;
        this.order = RowOrder.of(table.schema());
    }

    List<DataFile> write(List<Row> rows) throws IOException {
        List<DataFile> written = new ArrayList<>();
        try {
            for (Map.Entry<PartitionKey, List<Record>> part : byPartition(rows).entrySet()) {
                part.getValue().sort(order);
                written.addAll(write(
                        part.getKey(),
                        CloseableIterable.withNoopClose(part.getValue()),
                        Tier.FRESH.properties(0),
                        false));
            }
            return written;
        } catch (IOException | RuntimeException failed) {
            delete(written);
            throw failed;
        }
    }

    /**
     * Writes what is in these files of one partition into as few files as fit. They are read side by side, so that it
     * takes no more memory than a part of each.
     */
    List<DataFile> merge(List<DataFile> files, RowChange change, Tier tier) throws IOException {
        if (change.equals(RowChange.ALL_GO)) {
            return List.of();
        }
        return merge(files, change, List.of(), tier);
    }

    /** The same with more files, of whose rows all stay. */
    List<DataFile> merge(List<DataFile> files, RowChange change, List<DataFile> beside, Tier tier) throws IOException {
        StructLike partition = files.getFirst().partition();
        long bytes = Stream.concat(files.stream(), beside.stream())
                .mapToLong(DataFile::fileSizeInBytes)
                .sum();
        List<CloseableIterable<Record>> parts = new ArrayList<>();
        files.forEach(file -> parts.add(
                CloseableIterable.filter(CloseableIterable.transform(read(file), change::apply), row -> row != null)));
        beside.forEach(file -> parts.add(read(file)));
        try (CloseableIterable<Record> rows = new SortedMerge<>(order, parts)) {
            return write(partition, rows, tier.properties(bytes), tier == Tier.COLD);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Whether any row of a file would go; reads no more of it than which restaurant a row belongs to. */
    boolean loses(DataFile file, RowChange change) throws IOException {
        try (CloseableIterable<Record> rows = read(file, table.schema().select("restaurant_id"))) {
            for (Record row : rows) {
                if (change.apply(row) == null) {
                    return true;
                }
            }
            return false;
        }
    }

    /** How many rows are such; reads no more of the file than these columns. */
    long count(DataFile file, List<String> columns, Predicate<Record> such) throws IOException {
        long count = 0;
        try (CloseableIterable<Record> rows = read(file, table.schema().select(columns))) {
            for (Record row : rows) {
                if (such.test(row)) {
                    count++;
                }
            }
        }
        return count;
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

    private CloseableIterable<Record> read(DataFile file) {
        return read(file, table.schema());
    }

    private CloseableIterable<Record> read(DataFile file, Schema columns) {
        return Parquet.read(table.io().newInputFile(file.location(), file.fileSizeInBytes()))
                .project(columns)
                .createReaderFunc(stored -> GenericParquetReaders.buildReader(columns, stored))
                .build();
    }

    private List<DataFile> write(
            StructLike partition, CloseableIterable<Record> rows, Map<String, String> properties, boolean archived)
            throws IOException {
        List<DataFile> written = new ArrayList<>();
        DataWriter<Record> open = null;
        try {
            long count = 0;
            for (Record row : rows) {
                if (open == null) {
                    open = writer(location(partition, archived), partition, properties);
                }
                open.write(row);
                count++;
                if (count % ROWS_BETWEEN_LOOKS == 0 && open.length() > BYTES_AT_MOST) {
                    written.add(finished(open));
                    open = null;
                }
            }
            if (open != null) {
                written.add(finished(open));
            }
            return written;
        } catch (IOException | RuntimeException failed) {
            abandon(open);
            delete(written);
            throw failed;
        }
    }

    private static DataFile finished(DataWriter<Record> writer) throws IOException {
        writer.close();
        return writer.toDataFile();
    }

    private static void abandon(@Nullable DataWriter<Record> writer) {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException | RuntimeException failed) {
            log.debug("A file that is given up could not be closed", failed);
        }
    }

    private DataWriter<Record> writer(String location, StructLike partition, Map<String, String> properties)
            throws IOException {
        return Parquet.writeData(table.io().newOutputFile(location))
                .forTable(table)
                .setAll(properties)
                .withSpec(table.spec())
                .withPartition(partition)
                .createWriterFunc(GenericParquetWriter::create)
                .build();
    }

    private String location(StructLike partition, boolean archived) {
        String name = UUID.randomUUID() + ".parquet";
        return archived
                ? archive + "/" + table.spec().partitionToPath(partition) + "/" + name
                : table.locationProvider().newDataLocation(table.spec(), partition, name);
    }

    private Map<PartitionKey, List<Record>> byPartition(List<Row> rows) {
        Map<PartitionKey, List<Record>> parts = new LinkedHashMap<>();
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        for (Row row : rows) {
            Record record = row.in(table.schema());
            key.partition(new Stored(record));
            List<Record> part = parts.get(key);
            if (part == null) {
                part = new ArrayList<>();
                parts.put(key.copy(), part);
            }
            part.add(record);
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
