package dev.sotto.orders;

import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static dev.sotto.orders.RunningOrders.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrdersApplicationTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static RunningOrders running;
    private final String orderId = UUID.randomUUID().toString();

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @BeforeAll
    static void start() {
        running = SHARED.running();
    }

    @Test
    void anOrderInTheLogIsSoonAnOrderOnTheApi() {
        place("margherita");

        JsonNode order = JSON.readTree(get("/api/orders/" + orderId, MANAGER).body());

        assertThat(order.path("status").asString()).isEqualTo("RECEIVED");
        assertThat(order.path("phone").asString()).isEqualTo("+33 6 11 22 33 44");
        assertThat(order.path("lines")
                        .get(0)
                        .path("removed")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("onions");
        assertThat(get("/api/restaurants/r1/orders?status=received&limit=500", MANAGER)
                        .body())
                .contains(orderId);
        assertThat(get("/api/orders/" + orderId, COOK).body())
                .contains("\"phoneEnding\":\"44\"")
                .doesNotContain("22 33 44");
    }

    @Test
    void aPressGoesThroughTheLogAndComesBackToTheScreen() {
        place("regina");
        List<String> told = watch("");

        String bump = "/kitchen/r1/orders/" + orderId + "/bump";
        assertThat(running.post(bump, COOK, "{\"version\":1}").statusCode()).isEqualTo(202);
        assertThat(running.post(bump, COOK, "{\"version\":1}").statusCode()).isEqualTo(202);

        await().atMost(SOON).until(() -> countOf(told, "\"READY\"") == 1);
        assertThat(running.post("/kitchen/r1/orders/" + orderId + "/recall", COOK, "{\"version\":1}")
                        .body())
                .contains("\"code\":\"changed\"");
        assertThat(running.post("/kitchen/r1/orders/" + orderId + "/recall", COOK, "{\"version\":2}")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(SOON).until(() -> countOf(told, "\"PREPARING\"") == 1);
    }

    @Test
    void aScreenThatComesBackIsToldWhatItMissedAndNothingElse() {
        place("calzone");
        long position = JSON.readTree(get("/api/orders/" + orderId, COOK).body())
                .path("position")
                .asLong();
        String next = UUID.randomUUID().toString();
        running.append(OrderLog.order("r1", next, 1, OrderLog.placed("napoli")));

        List<String> told = watch(Long.toString(position));

        await().atMost(SOON).until(() -> told.stream().anyMatch(line -> line.contains(next)));
        assertThat(told.stream().filter(line -> line.contains(orderId))).isEmpty();
    }

    @Test
    void ordersPlacedWhileTheServiceIsDownAreThereWhenItComesBackAndNoneTwice() {
        place("margherita");
        long before = orderNumber(orderId);
        List<String> missed =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(20).toList();

        running.whileTheServiceIsDown(
                () -> missed.forEach(id -> running.append(OrderLog.order("r1", id, 1, OrderLog.placed("calzone")))));

        await().atMost(SOON)
                .until(() -> get("/api/orders/" + missed.getLast(), COOK).statusCode() == 200);
        assertThat(missed.stream().map(this::orderNumber).toList())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + 20).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/restaurants/r1/orders",
        "/api/orders/any",
        "/kitchen/r1/events",
        "/actuator/env",
        "/anything/else",
    })
    void withoutATokenNothingIsOpen(String path) {
        HttpResponse<String> answer = running.get(path, "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(running.get(path + "?token=" + COOK, "").statusCode()).isEqualTo(401);
        assertThat(running.get(path, COOK + "x").statusCode()).isEqualTo(401);
    }

    @Test
    void aForeignTenantIsRefusedEverywhere() {
        place("margherita");

        assertThat(running.get("/api/restaurants/r1/orders", STRANGER).statusCode())
                .isEqualTo(403);
        assertThat(running.get("/api/restaurants/r1/orders/" + orderId, STRANGER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(running.get("/kitchen/r1/events", STRANGER).statusCode()).isEqualTo(403);
        assertThat(running.get("/kitchen/%72%31/events", STRANGER).statusCode()).isEqualTo(403);
        assertThat(running.post("/kitchen/r1/orders/" + orderId + "/bump", STRANGER, "{\"version\":1}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(running.get("/api/orders/" + orderId, STRANGER).statusCode()).isEqualTo(404);
        assertThat(running.post("/kitchen/r2/orders/" + orderId + "/bump", STRANGER, "{\"version\":1}")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/restaurants/r1/orders?status=BURNT, status must be",
        "/api/restaurants/r1/orders?after=yesterday, after must be",
        "/api/restaurants/r1/orders?limit=0, limit must be",
        "/api/restaurants/r1/orders?limit=99999999999999999999, limit must be",
    })
    void aWrongQuestionIsAnsweredWithWhatIsWrong(String path, String says) {
        HttpResponse<String> answer = running.get(path, COOK);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(says).contains("\"status\":400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "{}", "{\"version\":\"x\"}", "not json", "[]", "{\"version\":null}"})
    void aPressThatSaysNothingIsRefused(String body) {
        place("margherita");

        HttpResponse<String> answer = running.post("/kitchen/r1/orders/" + orderId + "/bump", COOK, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aStreamThatIsAskedForFromNowhereIsRefused() {
        assertThat(running.stream("/kitchen/r1/events", COOK, "latest").statusCode())
                .isEqualTo(400);
    }

    @Test
    void thePageIsOpenStrictAndWhole() {
        HttpResponse<String> page = running.get("/kitchen/r1", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        for (String file : List.of(
                "main.js",
                "board.js",
                "ticket.js",
                "view.js",
                "feed.js",
                "presses.js",
                "memory.js",
                "panels.js",
                "keys.js",
                "elements.js",
                "sound.js",
                "words.js",
                "worker.js",
                "kitchen.css",
                "ticket.css",
                "panels.css",
                "icon.svg")) {
            assertThat(running.get("/assets/kitchen/" + file, "").statusCode()).isEqualTo(200);
        }
        assertThat(running.get("/assets/kitchen/KitchenRoutes.class", "").statusCode())
                .isEqualTo(404);
        assertThat(running.get("/assets/kitchen/..%2FKitchenRoutes.class", "").statusCode())
                .isIn(400, 404);
    }

    @Test
    void healthAndMetricsAreOpenAndSayHowItIs() {
        await().atMost(SOON).until(() -> running.get("/actuator/health", "").statusCode() == 200);
        place("margherita");

        assertThat(running.get("/actuator/health", "").body()).contains("Orders are written as they come.");
        assertThat(running.get("/actuator/prometheus", "").body())
                .contains("sotto_orders_in_total")
                .contains("sotto_orders_out_total{kind=\"applied\"}")
                .contains("sotto_orders_stage_seconds_bucket")
                .contains("sotto_orders_visible_seconds_bucket");
    }

    private void place(String dish) {
        running.append(OrderLog.order("r1", orderId, 1, OrderLog.placed(dish)));
        await().atMost(SOON).until(() -> get("/api/orders/" + orderId, COOK).statusCode() == 200);
    }

    private static HttpResponse<String> get(String path, String token) {
        return running.get(path, token);
    }

    /** The stream's lines as they come, read on a thread of their own until the service ends. */
    private static List<String> watch(String lastEventId) {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream = running.stream("/kitchen/r1/events", COOK, lastEventId);
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(
                () -> stream.body().forEach(told::add),
                task -> Thread.ofVirtual().start(task));
        await().atMost(SOON).until(() -> told.contains("event:caught-up"));
        assertThat(Objects.requireNonNull(reading)).isNotCompletedExceptionally();
        return told;
    }

    private long orderNumber(String id) {
        return JSON.readTree(get("/api/orders/" + id, COOK).body())
                .path("number")
                .asLong();
    }

    private long countOf(List<String> told, String status) {
        return told.stream()
                .filter(line -> line.contains(orderId) && line.contains(status))
                .count();
    }
}
