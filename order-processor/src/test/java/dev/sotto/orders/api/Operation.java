package dev.sotto.orders.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One operation of the document, as tests are generated from it.
 *
 * @param roles whose tokens open it; none for what is open to everybody
 * @param example a body it takes; null where it takes none
 */
record Operation(
        String method,
        String path,
        List<String> roles,
        @Nullable String example,
        JsonNode responses) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static JsonNode document() {
        try (InputStream file = Objects.requireNonNull(DocumentRoutes.class.getResourceAsStream("openapi.json"))) {
            return JSON.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(of(operation.getKey(), path.getKey(), operation.getValue()))));
        return all;
    }

    static List<Operation> closed() {
        return all().stream().filter(operation -> !operation.roles().isEmpty()).toList();
    }

    private static Operation of(String method, String path, JsonNode node) {
        JsonNode content = node.path("requestBody").path("content").path("application/json");
        String example = content.isMissingNode()
                ? null
                : content.has("example") ? content.path("example").toString() : "{}";
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                node.path("x-roles").valueStream().map(JsonNode::asString).toList(),
                example,
                node.path("responses"));
    }

    boolean namesARestaurant() {
        return path.contains("{restaurantId}");
    }

    boolean isAStream() {
        return path.endsWith("/events");
    }

    /** With these in place of what the path leaves open. */
    String at(String restaurantId, String thing) {
        return path.replace("{restaurantId}", restaurantId).replaceAll("\\{\\w+}", thing);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
