package dev.sotto.analytics.erasure;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.TableShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** All that lies in a lake's folder, read byte for byte and, where it is packed, value for value. */
record UnpackedFiles(Path folder, Lake lake) {

    /** Bounds of columns hold only the beginning of their values. */
    private static final int TRUNCATED = 14;

    /** Whatever its state: named by a table, by an older state of it, or by nothing. */
    List<Path> telling(String words) {
        String beginning = words.substring(0, Math.min(words.length(), TRUNCATED));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> unpacked(file).contains(beginning))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String unpacked(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            StringBuilder all = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
            if (file.toString().endsWith(".avro")) {
                try (DataFileReader<GenericRecord> entries =
                        new DataFileReader<>(new SeekableByteArrayInput(bytes), new GenericDatumReader<>())) {
                    entries.forEach(entry -> all.append(entry).append(bounds(entry)));
                }
            } else if (file.toString().endsWith(".parquet")) {
                try (CloseableIterable<Record> rows = rows(file)) {
                    rows.forEach(all::append);
                }
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Bytes of a bound are printed as hexadecimal or Latin characters; here they are text. */
    private static String bounds(GenericRecord entry) {
        StringBuilder text = new StringBuilder();
        bounds(entry, text);
        return text.toString();
    }

    private static void bounds(Object value, StringBuilder text) {
        switch (value) {
            case GenericRecord record ->
                record.getSchema().getFields().forEach(field -> {
                    Object inner = record.get(field.pos());
                    if (inner != null) {
                        bounds(inner, text);
                    }
                });
            case Iterable<?> many -> many.forEach(one -> bounds(one, text));
            case java.nio.ByteBuffer bytes -> text.append(StandardCharsets.UTF_8.decode(bytes.duplicate()));
            default -> {}
        }
    }

    private CloseableIterable<Record> rows(Path file) {
        TableShape shape = TableShape.ALL.stream()
                .filter(one -> file.toString().contains("/" + one.name() + "/"))
                .findFirst()
                .orElseThrow();
        Schema schema = lake.load(shape).schema();
        return Parquet.read(lake.io().newInputFile(file.toString()))
                .project(schema)
                .createReaderFunc(stored -> GenericParquetReaders.buildReader(schema, stored))
                .build();
    }
}
