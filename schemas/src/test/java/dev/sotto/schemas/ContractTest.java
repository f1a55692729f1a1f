package dev.sotto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void everyTopicHasASchemaWhoseRecordIsItsType() {
        for (Topic<?> topic : Topics.ALL) {
            Schema schema = SchemaCatalogue.committed()
                    .schema(SchemaCatalogue.committed().current(topic).id());
            assertThat(schema).as(topic.name()).isNotNull();
            assertThat(schema.getFullName()).isEqualTo(topic.type().getName());
        }
    }

    @Test
    void everyFieldAndTypeSaysWhatItIs() {
        for (SchemaCatalogue.Entry entry : SchemaCatalogue.committed().entries()) {
            Schema schema = Objects.requireNonNull(SchemaCatalogue.committed().schema(entry.id()));
            assertThat(undocumented(schema, new HashSet<>()))
                    .as(entry.subject())
                    .isEmpty();
        }
    }

    @Test
    void derivedIdsAreStableAndKeepPartsApart() {
        assertThat(DerivedId.of("ab", "c")).isEqualTo(DerivedId.of("ab", "c")).isNotEqualTo(DerivedId.of("a", "bc"));
        assertThat(java.util.UUID.fromString(DerivedId.of("x", 1)).version()).isEqualTo(5);
    }

    private static List<String> undocumented(Schema schema, Set<String> seen) {
        return switch (schema.getType()) {
            case RECORD -> {
                if (!seen.add(schema.getFullName())) {
                    yield List.of();
                }
                Stream<String> self = schema.getDoc() == null ? Stream.of(schema.getFullName()) : Stream.empty();
                Stream<String> fields = schema.getFields().stream()
                        .flatMap(field -> Stream.concat(
                                field.doc() == null || field.doc().isBlank()
                                        ? Stream.of(schema.getFullName() + "." + field.name())
                                        : Stream.empty(),
                                undocumented(field.schema(), seen).stream()));
                yield Stream.concat(self, fields).toList();
            }
            case ENUM -> schema.getDoc() == null ? List.of(schema.getFullName()) : List.of();
            case ARRAY -> undocumented(schema.getElementType(), seen);
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(branch -> undocumented(branch, seen).stream())
                        .toList();
            default -> List.of();
        };
    }
}
