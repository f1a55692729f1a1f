package dev.sotto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvolutionTest {

    private static final int RECORDS = 200;

    @Test
    void whatStandsInASchemaFileIsWhatWasRegistered() {
        Registration registration = new Registration(Path.of("avro"));
        if (Boolean.getBoolean("register")) {
            registration.register();
            registration = new Registration(Path.of("avro"));
        }

        assertThat(registration.changed())
                .as("schemas that changed since they were registered; register them, and commit what that writes, with"
                        + " ./mvnw -pl schemas -am test -Dtest=EvolutionTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dregister=true")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionCanBeReadByTheNewestOne(SchemaCatalogue.Entry version) {
        Schema newest = Objects.requireNonNull(
                new Registration(Path.of("avro")).written().get(version.subject()));
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(newest, schema(version));

        assertThat(verdict.getType()).as(verdict.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void recordsOfEveryVersionAreDecoded(SchemaCatalogue.Entry version) throws IOException {
        Topic<?> topic = topicOf(version);
        RecordCodec<?> codec = new RecordCodec<>(topic);
        Schema schema = schema(version);

        for (Object record : new RandomData(schema, RECORDS, 7L)) {
            GenericRecord any = (GenericRecord) record;
            ((GenericRecord) any.get("envelope")).put("topic", topic.name());

            assertThat(codec.decode(wire(version.id(), schema, any)).envelope().topic())
                    .isEqualTo(topic.name());
        }
    }

    static List<SchemaCatalogue.Entry> versions() {
        return SchemaCatalogue.committed().entries();
    }

    private static Topic<?> topicOf(SchemaCatalogue.Entry version) {
        Stream<Topic<?>> topics = Stream.concat(Topics.ALL.stream(), Stream.of(Topics.CALLS_EVENTS.deadLetters()));
        return topics.filter(topic ->
                        SchemaCatalogue.committed().current(topic).subject().equals(version.subject()))
                .findFirst()
                .orElseThrow();
    }

    private static Schema schema(SchemaCatalogue.Entry version) {
        return Objects.requireNonNull(SchemaCatalogue.committed().schema(version.id()));
    }

    private static byte[] wire(int id, Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
