package dev.sotto.schemas;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.dataformat.avro.AvroAnnotationIntrospector;
import tools.jackson.dataformat.avro.AvroMapper;
import tools.jackson.dataformat.avro.AvroModule;
import tools.jackson.dataformat.avro.AvroSchema;
import tools.jackson.dataformat.avro.jsr310.AvroJavaTimeModule;

/**
 * Turns the records of one topic into bytes and back: the Confluent wire format, a zero byte, the schema id in four
 * bytes big-endian, then the Avro body. What is read must name the topic it was read from. Thread-safe.
 */
public final class RecordCodec<V extends TopicRecord> {

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;
    private static final AvroMapper MAPPER = AvroMapper.builder()
            .addModule(new AvroModule().withAnnotationIntrospector(new SealedUnions()))
            .addModule(new AvroJavaTimeModule())
            .build();

    private final Topic<V> topic;
    private final int schemaId;
    private final Schema current;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final @Nullable Shorthand<V> shorthand;
    private final Map<Integer, OlderVersion> olderVersions = new ConcurrentHashMap<>();

    public RecordCodec(Topic<V> topic) {
        this(topic, Shorthand.of(topic.type()));
    }

    RecordCodec(Topic<V> topic, @Nullable Shorthand<V> shorthand) {
        this.shorthand = shorthand;
        SchemaCatalogue catalogue = SchemaCatalogue.committed();
        this.topic = topic;
        this.schemaId = catalogue.current(topic).id();
        Schema schema = catalogue.schema(schemaId);
        if (schema == null) {
            throw new IllegalStateException("schema " + schemaId + " of topic " + topic.name() + " is missing");
        }
        this.current = schema;
        this.writer = MAPPER.writerFor(topic.type()).with(new AvroSchema(schema));
        this.reader = MAPPER.readerFor(topic.type()).with(new AvroSchema(schema));
    }

    /** The id that stands in front of every value this codec writes. */
    public int schemaId() {
        return schemaId;
    }

    public byte[] encode(V value) {
        if (shorthand != null) {
            AvroWriter bytes = new AvroWriter(shorthand.size(value)).raw(MAGIC).rawInt(schemaId);
            shorthand.write(value, bytes);
            return bytes.written();
        }
        byte[] body = writer.writeValueAsBytes(value);
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .put(MAGIC)
                .putInt(schemaId)
                .put(body)
                .array();
    }

    /** @throws UndecodableRecord when the bytes are not a record of this topic, with what was wrong */
    public V decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new UndecodableRecord("does not begin with a zero byte and a schema id", null);
        }
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        V value = id == schemaId ? read(bytes, id) : read(older(id).renew(bytes, HEADER_BYTES), id);
        if (!value.envelope().topic().equals(topic.name())) {
            throw new UndecodableRecord(
                    "says it belongs to topic " + value.envelope().topic(), null);
        }
        return value;
    }

    private V read(byte[] bytes, int id) {
        try {
            if (shorthand != null) {
                return shorthand.read(new AvroReader(bytes, HEADER_BYTES));
            }
            return reader.readValue(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
        } catch (JacksonException | IndexOutOfBoundsException damaged) {
            throw new UndecodableRecord("does not match schema " + id, damaged);
        }
    }

    private OlderVersion older(int id) {
        return olderVersions.computeIfAbsent(id, any -> {
            Schema writtenWith = SchemaCatalogue.committed().schema(id);
            if (writtenWith == null) {
                throw new UndecodableRecord("carries schema id " + id + ", which the catalogue does not know", null);
            }
            return new OlderVersion(id, writtenWith, current);
        });
    }

    /** An Avro union is a sealed interface in Java: its branches are the permitted records. */
    private static final class SealedUnions extends AvroAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        protected Class<?> @Nullable [] _getUnionTypes(Annotated annotated) {
            Class<?> raw = annotated.getRawType();
            return raw.isInterface() && raw.isSealed() ? raw.getPermittedSubclasses() : super._getUnionTypes(annotated);
        }
    }
}
