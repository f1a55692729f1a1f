package dev.sotto.orders.api;

import static dev.sotto.orders.RunningOrders.BY_ROLE;
import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static dev.sotto.orders.RunningOrders.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The document against the code, and every operation in it against those who must not carry it out. */
class OpenApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREIGN = "order-of-r2";
    private static final List<String> HOSTILE = List.of(
            "'%20or%201=1--",
            "%22;drop%20table%20orders;--",
            "..%2f..%2fetc%2fpasswd",
            "%00",
            "%25%7B7*7%7D",
            "a".repeat(3000),
            "%E2%80%AEtxt",
            "-1");

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static RunningOrders running;

    @BeforeAll
    static void anotherRestaurantHasAnOrder() {
        running = SHARED.running();
        running.append(OrderLog.order("r2", FOREIGN, 1, OrderLog.placed("secret pizza")));
        await().atMost(SOON)
                .until(() -> running.get("/api/orders/" + FOREIGN, STRANGER).statusCode() == 200);
    }

    static Stream<Operation> closed() {
        return Operation.closed().stream();
    }

    static Stream<Operation> ofARestaurant() {
        return closed().filter(Operation::namesARestaurant);
    }

    static Stream<Operation> withABody() {
        return closed().filter(operation -> operation.example() != null);
    }

    static Stream<Operation> onAThing() {
        return closed().filter(operation ->
                operation.path().matches(".*\\{(orderId|callId|itemId|webhookId|deviceId|printerId)}.*"));
    }

    @Test
    void everyRouteIsInTheDocumentAndTheReverse() {
        assertThat(Operation.all().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(running.routes());
    }

    @Test
    void theDocumentIsServedAndEveryReferenceInItLeadsSomewhere() {
        HttpResponse<String> served = running.get("/openapi.json", "");
        assertThat(served.statusCode()).isEqualTo(200);
        var document = JsonMapper.builder().build().readTree(served.body());
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        assertThat(document.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("closed")
    void whoHasNoTokenIsAskedForOne(Operation operation) {
        for (String token : List.of("", "no-token-of-ours", "' or '1'='1")) {
            HttpResponse<String> answer = call(operation, "r1", "any", token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("ofARestaurant")
    void aForeignRestaurantLooksLikeOneThatDoesNotExist(Operation operation) {
        HttpResponse<String> existing = call(operation, "r1", "any", STRANGER);
        HttpResponse<String> imagined = call(operation, "no-such-restaurant", "any", STRANGER);
        assertThat(existing.statusCode()).isEqualTo(403);
        assertThat(told(existing)).isEqualTo(told(imagined));
        // A manager is no more than anybody else where he is not the manager.
        assertThat(told(call(operation, "r2", "any", MANAGER))).isEqualTo(told(existing));
    }

    @ParameterizedTest
    @MethodSource("onAThing")
    void aForeignThingLooksLikeOneThatDoesNotExist(Operation operation) {
        HttpResponse<String> foreign = call(operation, "r1", FOREIGN, MANAGER);
        HttpResponse<String> imagined = call(operation, "r1", "no-such-thing", MANAGER);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(told(foreign)).isEqualTo(told(imagined));
        assertThat(foreign.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("closed")
    void whoseRoleIsNotNamedIsRefusedBeforeAnythingIsReadAndTheOthersAreNot(Operation operation) {
        BY_ROLE.forEach((role, token) -> {
            boolean named = operation.roles().contains(role);
            if (named && operation.isAStream()) {
                return;
            }
            HttpResponse<String> answer = call(operation, "r1", "any", token);
            if (named) {
                assertThat(answer.statusCode()).as(role).isNotIn(401, 403);
            } else {
                assertThat(answer.statusCode()).as(role).isEqualTo(403);
                assertThat(answer.body()).contains("\"code\":\"role\"");
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .hasValueSatisfying(said -> assertThat(said).contains("insufficient_scope"));
            }
        });
    }

    @Test
    void whatIsInNoTableIsNotThereForAnybody() {
        for (String token : BY_ROLE.values()) {
            assertThat(running.get("/actuator/env", token).statusCode()).isEqualTo(404);
            assertThat(running.get("/api/restaurants/r1/secrets", token).statusCode())
                    .isEqualTo(404);
        }
        assertThat(running.get("/api/restaurants/r1/secrets", "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("withABody")
    void aBodyThatIsTooLargeOrNonsenseIsRefusedInOneClearSentence(Operation operation) {
        String large = "{\"reason\":\"" + "x".repeat(1_200_000) + "\"}";
        HttpResponse<String> answer = send(operation, "r1", "any", MANAGER, large);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        for (String nonsense :
                List.of("", "null", "[]", "{", "\"text\"", "{\"version\":\"x\"}", "\u0000", "[".repeat(3000))) {
            HttpResponse<String> refused = send(operation, "r1", "any", MANAGER, nonsense);
            assertThat(refused.statusCode())
                    .as("%s to %s", nonsense, refused.body())
                    .isBetween(400, 428);
            assertThat(refused.body())
                    .contains("\"code\"")
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @MethodSource("closed")
    void whatIsPutIntoAPathIsNeverMoreThanAName(Operation operation) {
        if (operation.isAStream()) {
            return;
        }
        for (String hostile : HOSTILE) {
            HttpResponse<String> answer = call(operation, "r1", hostile, MANAGER);
            assertThat(answer.statusCode()).as("%s: %s", hostile, answer.body()).isLessThan(500);
            assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
        }
        assertThat(running.get("/api/orders/" + FOREIGN, STRANGER).statusCode()).isEqualTo(200);
    }

    @Test
    void fieldsThatNobodyAskedForChangeNothing() {
        String order = place();
        String body = "{\"version\":1,\"restaurantId\":\"r2\",\"orderId\":\"" + FOREIGN
                + "\",\"status\":\"CANCELLED\",\"role\":\"manager\",\"totalMinor\":0}";
        assertThat(running.post("/kitchen/r1/orders/" + order + "/bump", COOK, body)
                        .statusCode())
                .isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                running.get("/api/orders/" + order, MANAGER).body())
                        .contains("\"READY\"")
                        .contains("\"totalMinor\":1900"));
        assertThat(running.get("/api/orders/" + FOREIGN, STRANGER).body()).contains("\"RECEIVED\"");
    }

    @Test
    void aReplayedKeyDoesNothingAndAStolenOneOpensNothing() {
        String order = place();
        String key = UUID.randomUUID().toString();
        String cancel = "/api/restaurants/r1/orders/" + order + "/cancel";
        String[] header = {"Idempotency-Key", key};
        HttpResponse<String> once = running.post(cancel, MANAGER, "{\"reason\":\"mistake\"}", header);
        assertThat(once.statusCode()).isEqualTo(202);
        assertThat(running.post(cancel, MANAGER, "{\"reason\":\"mistake\"}", header)
                        .body())
                .isEqualTo(once.body());
        assertThat(running.post(cancel, MANAGER, "{\"reason\":\"other\"}", header)
                        .statusCode())
                .isEqualTo(422);
        assertThat(running.post("/kitchen/r2/orders/" + FOREIGN + "/bump", STRANGER, "{\"version\":1}", header)
                        .statusCode())
                .as("another restaurant's key of the same name is another key")
                .isEqualTo(202);
        assertThatCode(() -> running.get("/api/orders/" + order, MANAGER)).doesNotThrowAnyException();
    }

    private static String place() {
        String order = UUID.randomUUID().toString();
        running.append(OrderLog.order("r1", order, 1, OrderLog.placed("margherita")));
        await().atMost(SOON)
                .until(() -> running.get("/api/orders/" + order, MANAGER).statusCode() == 200);
        return order;
    }

    private static HttpResponse<String> call(Operation operation, String restaurant, String thing, String token) {
        return send(operation, restaurant, thing, token, operation.example());
    }

    private static HttpResponse<String> send(
            Operation operation,
            String restaurant,
            String thing,
            String token,
            @org.jspecify.annotations.Nullable String body) {
        // Anything but the order's own version: what must be refused is refused for another reason.
        String[] seen = operation.path().matches(".*/(menu|printers)")
                ? new String[] {"If-Match", "\"1\""}
                : new String[] {"Idempotency-Key", UUID.randomUUID().toString()};
        return running.any(operation.method(), operation.at(restaurant, thing), token, body, seen);
    }

    /** Everything an answer says but when it was said. */
    private static String told(HttpResponse<String> answer) {
        return answer.statusCode()
                + answer.headers().map().keySet().toString()
                + answer.body().replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
