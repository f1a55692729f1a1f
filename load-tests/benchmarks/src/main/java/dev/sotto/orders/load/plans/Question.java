package dev.sotto.orders.load.plans;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that can be asked over HTTP.
 *
 * @param path with braces where a restaurant or a thing is named
 * @param query what is asked for in particular; empty for nothing
 * @param role whose token opens it
 * @param untilTold the events after which a stream has told enough; empty for what is no stream
 */
record Question(String path, String query, String role, Set<String> untilTold) {

    /** Answered from what every node holds of the log in its memory; a menu is one row by its key. */
    private static final Set<String> FROM_THE_LOG = Set.of(
            "/api/gateways",
            "/api/restaurants/{restaurantId}/lines",
            "/api/restaurants/{restaurantId}/menu",
            "/api/restaurants/{restaurantId}/erasures",
            "/api/restaurants/{restaurantId}/erasures/{erasureId}");

    /** Words are looked for in all of a restaurant's rows, newest first: row by row, whatever there is. */
    boolean isASearch() {
        return query.contains("find=");
    }

    boolean isAStream() {
        return !untilTold.isEmpty();
    }

    /** Everything that the served document says can be read, and what can be asked for in particular. */
    static List<Question> all() throws IOException {
        List<Question> all = new ArrayList<>();
        document().path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            List<String> roles =
                    get.path("x-roles").valueStream().map(JsonNode::asString).toList();
            if (!roles.isEmpty() && !FROM_THE_LOG.contains(path.getKey())) {
                String role = roles.contains("manager") ? "manager" : roles.getFirst();
                all.add(new Question(path.getKey(), "", role, toldBy(path.getKey())));
                parameters(get).forEach(query -> all.add(new Question(path.getKey(), query, role, Set.of())));
            }
        });
        return all;
    }

    private static JsonNode document() throws IOException {
        String name = "/dev/sotto/orders/api/openapi.json";
        try (InputStream file = Objects.requireNonNull(Question.class.getResourceAsStream(name), name)) {
            return JsonMapper.shared().readTree(file);
        }
    }

    private static Set<String> toldBy(String path) {
        return switch (path) {
            case "/kitchen/{restaurantId}/events" -> Set.of("caught-up");
            case "/manager/{restaurantId}/events" -> Set.of("calls", "today");
            default -> Set.of();
        };
    }

    private static Stream<String> parameters(JsonNode get) {
        return get.path("parameters")
                .valueStream()
                .flatMap(parameter -> switch (parameter.path("name").asString("")) {
                    case "status" -> Stream.of("status=RECEIVED", "status=READY", "status=CANCELLED,SERVED");
                    case "after" -> Stream.of("after=", "after=&status=READY,RECEIVED");
                    case "before" -> Stream.of("before=");
                    case "days" -> Stream.of("days=1", "days=92");
                    case "find" -> Stream.of("find=nowhere");
                    default -> Stream.of();
                });
    }

    /**
     * One of the ways to ask it.
     *
     * @param thing a number that an order and a call of the restaurant have in their ids
     * @param turn no two alike, so that no answer can be one that was kept
     */
    String at(String restaurantId, int thing, int turn) {
        String named = path.replace("{restaurantId}", restaurantId)
                .replace("{orderId}", "o" + thing)
                .replace("{callId}", "c" + thing)
                .replace("{webhookId}", "h" + (1 + thing % 2))
                .replaceAll("\\{\\w+}", "d1");
        String asked = query.replaceFirst("after=", "after=" + (10 + turn))
                .replaceFirst(
                        "before=",
                        "before="
                                + Instant.now()
                                        .minus(Duration.ofDays(thing % 300))
                                        .truncatedTo(ChronoUnit.SECONDS) + "~x");
        String limited = path.endsWith("/orders") ? (asked.isEmpty() ? "" : "&") + "limit=" + (50 + turn % 100) : "";
        return asked.isEmpty() && limited.isEmpty() ? named : named + "?" + asked + limited;
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
