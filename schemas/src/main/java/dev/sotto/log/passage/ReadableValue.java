package dev.sotto.log.passage;

import dev.sotto.schemas.SchemaCatalogue;
import dev.sotto.schemas.UndecodableRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A value for a person's eyes: read with the very schema it was written with, whatever topic it lies in. */
public final class ReadableValue {

    private static final int HEADER_BYTES = 5;

    private ReadableValue() {}

    public static String json(byte @Nullable [] value) {
        return value == null ? "null" : JsonMapper.shared().writeValueAsString(plain(read(value)));
    }

    private static GenericRecord read(byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new UndecodableRecord("does not begin with a zero byte and a schema id", null);
        }
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        Schema schema = SchemaCatalogue.committed().schema(id);
        if (schema == null) {
            throw new UndecodableRecord("carries schema id " + id + ", which the catalogue does not know", null);
        }
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException damaged) {
            throw new UndecodableRecord("does not match schema " + id, damaged);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case GenericRecord record -> fields(record);
            case ByteBuffer bytes -> bytes.remaining() + " bytes";
            case Collection<?> many -> many.stream().map(ReadableValue::plain).toList();
            case Map<?, ?> map -> named(map);
            case Number number -> number;
            case Boolean bool -> bool;
            default -> value.toString();
        };
    }

    private static Map<String, @Nullable Object> fields(GenericRecord record) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            fields.put(
                    field.name(),
                    value instanceof Long millis && isMoment(field.schema())
                            ? Instant.ofEpochMilli(millis).toString()
                            : plain(value));
        }
        return fields;
    }

    private static boolean isMoment(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(ReadableValue::isMoment)
                : schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), plain(value)));
        return named;
    }
}
