package dev.sotto.gateway.earpiece.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.earpiece.protocol.Outgoing.NoticeKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What integrators read is what the gateway speaks. */
class AsyncApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("../earpiece.asyncapi.yaml")) {
            document = JSON.valueToTree(new Yaml().load(file));
        }
    }

    private static JsonNode message(String name) {
        JsonNode message = document.at("/components/messages/" + name);
        assertThat(message.isObject()).as(name).isTrue();
        return message;
    }

    private static Set<String> told(String operation) {
        return document.at("/operations/" + operation + "/messages")
                .valueStream()
                .map(reference -> reference.path("$ref").asString(""))
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    static Stream<String> texts() {
        return Stream.of("hello", "start", "stop", "deviceBeat");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyExampleOfADeviceIsUnderstood(String name) {
        JsonNode examples = message(name).path("examples");
        assertThat(examples.size()).isPositive();
        examples.forEach(example -> {
            JsonNode payload = example.path("payload");
            assertThat(violations(message(name).path("payload"), payload)).isEmpty();
            Incoming read = Incoming.text(StandardCharsets.UTF_8.encode(payload.toString()), JSON);
            assertThat(read.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                    .isEqualTo(payload.path("type").asString(""));
        });
    }

    /** One of each, with everything it can hold. */
    static Stream<Outgoing> everythingSaid() {
        return Stream.of(
                new Outgoing.Welcome("ear-1", "chez-test", "Chez Test", "en", 1, List.of("Salmon")),
                new Outgoing.Started("s", "c", -1),
                new Outgoing.Acknowledged(7),
                new Outgoing.Voice(3, Sound.PCM16, ByteBuffer.allocate(640)),
                new Outgoing.Voice(3, Sound.OPUS, ByteBuffer.allocate(60)),
                new Outgoing.Said("Yes."),
                new Outgoing.Heard("two burgers"),
                new Outgoing.Unclear(),
                new Outgoing.Notice("i", NoticeKind.READY, "12", null, "Table 12 is ready", 1),
                new Outgoing.Notice("i", NoticeKind.SOLD_OUT, null, "Salmon", "Salmon is sold out", 1),
                new Outgoing.Notice("i", NoticeKind.BACK, null, "Salmon", "Salmon is back", 1),
                new Outgoing.Notice("i", NoticeKind.TEXT, null, null, "Hello", 1),
                new Outgoing.Beat(20_000),
                new Outgoing.Ended("s", "stopped"));
    }

    @ParameterizedTest
    @MethodSource("everythingSaid")
    void everythingTheGatewaySaysIsAsDocumented(Outgoing said) {
        switch (said.write(JSON)) {
            case Outgoing.Wire.Text(String text) -> {
                JsonNode json = JSON.readTree(text);
                String type = json.path("type").asString("");
                JsonNode schema =
                        message(type.equals("beat") ? "gatewayBeat" : type).path("payload");
                assertThat(violations(schema, json)).isEmpty();
            }
            case Outgoing.Wire.Binary(ByteBuffer bytes) ->
                assertThat(documentedKinds("gatewaySays")).contains((int) bytes.get(0));
        }
    }

    @Test
    void nothingIsSaidThatIsNotDocumentedAndNothingDocumentedIsNeverSaid() {
        assertThat(everythingSaid().map(Object::getClass).distinct())
                .as("one sample of each thing a gateway says")
                .containsExactlyInAnyOrder(Outgoing.class.getPermittedSubclasses());
        Set<String> types = everythingSaid()
                .map(said -> said.write(JSON))
                .filter(Outgoing.Wire.Text.class::isInstance)
                .map(wire -> JSON.readTree(((Outgoing.Wire.Text) wire).json())
                        .path("type")
                        .asString(""))
                .map(type -> type.equals("beat") ? "gatewayBeat" : type)
                .collect(Collectors.toSet());
        types.addAll(Set.of("acknowledged", "voicePcm16", "voiceOpus"));
        assertThat(told("gatewaySays")).isEqualTo(types);
        assertThat(told("deviceSays"))
                .containsExactlyInAnyOrder("hello", "start", "stop", "deviceBeat", "audioPcm16", "audioOpus");
    }

    @Test
    void theKindsOfBinaryMessagesAreThoseOfTheCode() {
        assertThat(documentedKinds("deviceSays")).containsExactlyInAnyOrder(Kind.AUDIO_PCM16, Kind.AUDIO_OPUS);
        assertThat(documentedKinds("gatewaySays"))
                .containsExactlyInAnyOrder(Kind.ACKNOWLEDGED, Kind.VOICE_PCM16, Kind.VOICE_OPUS);
    }

    private static Set<Integer> documentedKinds(String operation) {
        return told(operation).stream()
                .map(name -> message(name).path("x-kind"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt)
                .collect(Collectors.toSet());
    }

    @Test
    void everyCloseCodeIsDocumented() {
        Set<Integer> codes = Arrays.stream(Closing.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Closing.class)
                .map(AsyncApiTest::value)
                .map(Closing::code)
                .collect(Collectors.toCollection(HashSet::new));
        codes.addAll(Set.of(
                Closing.bad("").code(),
                Closing.noLongerGood("").code(),
                Closing.gap(2, 1).code()));
        codes.remove(1000);
        assertThat(document.path("x-close-codes").propertyNames().stream().map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    private static Closing value(java.lang.reflect.Field field) {
        try {
            return (Closing) Objects.requireNonNull(field.get(null));
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    /** As much of JSON Schema as the document uses. */
    private static List<String> violations(JsonNode schema, JsonNode object) {
        JsonNode known = schema.path("properties");
        Stream<String> unknown =
                object.propertyNames().stream().filter(name -> !known.has(name)).map(name -> name + " is unknown");
        Stream<String> missing = schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !object.has(name))
                .map(name -> name + " is missing");
        Stream<String> wrong = object.propertyStream()
                .filter(field -> known.has(field.getKey()))
                .filter(field -> !fits(known.path(field.getKey()), field.getValue()))
                .map(field -> field + " does not fit");
        return Stream.of(unknown, missing, wrong).flatMap(each -> each).toList();
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        if (schema.has("const")) {
            return schema.get("const").equals(value);
        }
        if (schema.has("enum")) {
            return schema.get("enum").valueStream().anyMatch(value::equals);
        }
        String pattern = schema.path("pattern").asString("");
        return switch (schema.path("type").asString("")) {
            case "string" ->
                value.isString() && (pattern.isEmpty() || value.asString().matches(pattern));
            case "integer" ->
                value.isIntegralNumber()
                        && value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE);
            case "array" -> value.isArray();
            default -> false;
        };
    }
}
