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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two margheritas of 9.50 were paid. */
class RefundsOverHttpTest {

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
    void aRefundBecomesACreditNoteThatRefersToTheReceiptAndTheOrderTellsIt() {
        JsonNode receipt = papers().path(0);
        assertThat(receipt.path("kind").asString()).isEqualTo("RECEIPT");
        assertThat(receipt.path("totalMinor").asLong()).isEqualTo(1900);

        HttpResponse<String> given = refund("{\"reason\":\"cold\",\"lines\":[{\"lineId\":\"1\",\"quantity\":1}]}");
        assertThat(given.statusCode()).as(given.body()).isEqualTo(202);

        await().atMost(SOON).until(() -> papers().size() == 2);
        JsonNode credit = papers().path(1);
        assertThat(credit.path("totalMinor").asLong()).isEqualTo(950);
        assertThat(credit.path("refersTo").asLong())
                .isEqualTo(receipt.path("number").asLong());
        assertThat(credit.path("by").asString()).startsWith("manager ");
        assertThat(running().get(order, COOK).body()).contains("\"refundedMinor\":950");
        assertThat(running()
                        .get("/api/restaurants/r1/receipts?find=cold", MANAGER)
                        .body())
                .contains(orderId);
    }

    @Test
    void neverMoreGoesBackThanIsLeft() {
        assertThat(refund("{\"reason\":\"cold\",\"lines\":[{\"lineId\":\"1\",\"amountMinor\":1901}]}")
                        .body())
                .contains("too-much");
        assertThat(refund("{\"reason\":\"cold\",\"lines\":[{\"lineId\":\"1\",\"quantity\":3}]}")
                        .body())
                .contains("too-much");
        assertThat(refund("{\"reason\":\"cold\",\"lines\":[{\"lineId\":\"1\",\"amountMinor\":1800}]}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(refund("{\"reason\":\"the rest\"}").statusCode()).isEqualTo(202);
        assertThat(refund("{\"reason\":\"once more\"}").body()).contains("nothing-left");

        await().atMost(SOON).until(() -> papers().size() == 3);
        assertThat(papers().path(2).path("totalMinor").asLong()).isEqualTo(100);
    }

    @Test
    void aRefundThatIsSentAgainIsDoneOnceAndOneWithoutANameOfItsOwnIsNot() {
        String body = "{\"reason\":\"cold\",\"lines\":[{\"lineId\":\"1\",\"quantity\":1}]}";
        String key = UUID.randomUUID().toString();
        for (int twice = 0; twice < 2; twice++) {
            assertThat(running()
                            .post(order + "/refund", MANAGER, body, "Idempotency-Key", key)
                            .body())
                    .contains("2");
        }
        assertThat(running().post(order + "/refund", MANAGER, body).statusCode())
                .isEqualTo(400);
        assertThat(running()
                        .post(
                                order + "/refund",
                                MANAGER,
                                body,
                                "Idempotency-Key",
                                UUID.randomUUID().toString(),
                                "If-Match",
                                "\"1\"")
                        .statusCode())
                .isEqualTo(412);

        await().atMost(SOON).until(() -> papers().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"reason\":\" \"}",
                "{\"reason\":\"x\",\"lines\":[null]}",
                "{\"reason\":\"x\",\"lines\":[{}]}",
                "{\"reason\":\"x\",\"lines\":[{\"lineId\":\"1\",\"quantity\":0}]}",
                "{\"reason\":\"x\",\"lines\":[{\"lineId\":\"1\",\"amountMinor\":-5}]}",
                "{\"reason\":\"x\",\"lines\":[{\"lineId\":\"1\",\"quantity\":1,\"amountMinor\":5}]}",
                "{\"reason\":\"x\",\"lines\":[{\"lineId\":\"9\"}]}",
                "{\"reason\":\"x\",\"lines\":[{\"lineId\":\"1\"},{\"lineId\":\"1\"}]}"
            })
    void aRefundThatMakesNoSenseIsRefused(String body) {
        assertThat(refund(body).statusCode()).isIn(400, 422);
    }

    @Test
    void onlyAManagerGivesMoneyBackAndOnlyHisOwnRestaurants() {
        String[] key = {"Idempotency-Key", "k"};
        assertThat(running()
                        .post(order + "/refund", COOK, "{\"reason\":\"x\"}", key)
                        .statusCode())
                .isEqualTo(403);
        assertThat(running()
                        .post(order + "/refund", STRANGER, "{\"reason\":\"x\"}", key)
                        .statusCode())
                .isEqualTo(403);
        assertThat(running().get(order + "/receipts", COOK).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> refund(String body) {
        return running()
                .post(
                        order + "/refund",
                        MANAGER,
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    private JsonNode papers() {
        return JsonMapper.shared()
                .readTree(running().get(order + "/receipts", MANAGER).body())
                .path("receipts");
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
