package dev.sotto.orders;

import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static dev.sotto.orders.RunningOrders.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderCommandsOverHttpTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final Duration SOON = Duration.ofSeconds(20);
    private final String orderId = UUID.randomUUID().toString();
    private final String order = "/api/restaurants/r1/orders/" + orderId;

    @BeforeEach
    void place() {
        running().append(OrderLog.order("r1", orderId, 1, OrderLog.placed("margherita")));
        await().atMost(SOON).until(() -> running().get(order, COOK).statusCode() == 200);
    }

    @Test
    void aCommandIsDoneToTheVersionThatWasSeenAndAnsweredWithTheNext() {
        assertThat(running().get(order, COOK).headers().firstValue("ETag")).hasValue("\"1\"");

        HttpResponse<String> moved = running().post(order + "/table", COOK, "{\"table\":\"9\"}", "If-Match", "\"1\"");
        assertThat(moved.statusCode()).isEqualTo(202);
        assertThat(moved.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(running()
                        .post(order + "/cancel", MANAGER, "{\"reason\":\"left\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);

        await().atMost(SOON).until(() -> running().get(order, COOK).body().contains("\"table\":\"9\""));
        assertThat(running()
                        .post(order + "/cancel", MANAGER, "{\"reason\":\"left\"}", "If-Match", "\"2\"")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(SOON).until(() -> running().get(order, COOK).body().contains("CANCELLED"));
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredTheSame() {
        String key = UUID.randomUUID().toString();
        String moved = running()
                .post(order + "/table", COOK, "{\"table\":\"9\"}", "Idempotency-Key", key)
                .body();

        assertThat(running()
                        .post(order + "/table", COOK, "{\"table\":\"9\"}", "Idempotency-Key", key)
                        .body())
                .isEqualTo(moved)
                .contains("2");
        assertThat(running()
                        .post(order + "/table", COOK, "{\"table\":\"8\"}", "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void onlyAManagerCancelsAndOnlyHisOwnRestaurantsOrders() {
        assertThat(running().post(order + "/cancel", COOK, "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(running()
                        .post(order + "/table", STRANGER, "{\"table\":\"1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(running()
                        .post(order.replace("r1", "r2") + "/table", STRANGER, "{\"table\":\"1\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(running().get(order, COOK).body()).contains("\"version\":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{}|*", "{\"table\":\"\"}|*", "{\"table\":[1]}|*", "not json|*", "{\"table\":\"1\"}|3"})
    void aCommandThatMakesNoSenseIsRefused(String body, String match) {
        HttpResponse<String> answer = running().post(order + "/table", COOK, body, "If-Match", match);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
