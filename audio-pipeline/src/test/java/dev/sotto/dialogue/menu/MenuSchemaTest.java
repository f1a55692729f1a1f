package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema helps editors; the reader decides: both must know the same fields. */
class MenuSchemaTest {
    @ParameterizedTest
    @MethodSource("objects")
    void theReaderKnowsEveryFieldOfTheSchemaAndRefusesOthers(String path, JsonNode schema) {
        ObjectNode file = JsonMapper.shared().createObjectNode();
        ObjectNode here = file;
        for (String step : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            String name = step.replace("[]", "");
            here = step.endsWith("[]") ? here.putArray(name).addObject() : here.putObject(name);
        }
        for (String field : schema.get("properties").propertyNames()) {
            if (!here.has(field)) {
                here.put(field, "true");
            }
        }
        here.put("zzzzz", "1");
        assertThatThrownBy(() -> MenuFile.parse("f", file.toString()))
                .isInstanceOfSatisfying(
                        InvalidMenuException.class,
                        refused -> assertThat(refused.problems())
                                .filteredOn(problem -> problem.what().equals("is not a known field"))
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.field()).endsWith("zzzzz")));
    }

    static Stream<Object[]> objects() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(MenuFile.class.getResourceAsStream("restaurant.schema.json"))) {
            return objects("", JsonMapper.shared().readTree(stream));
        }
    }

    private static Stream<Object[]> objects(String path, JsonNode schema) {
        Stream<Object[]> nested = schema.get("properties").propertyStream().flatMap(property -> {
            String at = path.isEmpty() ? property.getKey() : path + "/" + property.getKey();
            JsonNode value = property.getValue();
            return value.has("properties")
                    ? objects(at, value)
                    : value.path("items").has("properties") ? objects(at + "[]", value.get("items")) : Stream.empty();
        });
        return Stream.concat(Stream.<Object[]>of(new Object[] {path, schema}), nested);
    }
}
