package dev.sotto.orders.audit;

import static dev.sotto.orders.RunningOrders.BY_ROLE;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String AUDIT = "/api/restaurants/r1/audit";
    private final String order = UUID.randomUUID().toString();
    private String waiter = "";

    @BeforeEach
    void aWaiterAndAnOrder() {
        waiter = running().provider().token("ada|" + order, "r1", "waiter");
        running().append(OrderLog.order("r1", order, 1, OrderLog.placed("margherita")));
        await().atMost(SOON)
                .until(() -> running().get("/api/orders/" + order, waiter).statusCode() == 200);
    }

    private List<JsonNode> entries(String query) {
        return JsonMapper.builder()
                .build()
                .readTree(running().get(AUDIT + query, MANAGER).body())
                .valueStream()
                .toList();
    }

    @Test
    void whoDidWhatIsThereBeforeItIsAnsweredWithWhatCameOfIt() {
        running().post("/api/restaurants/r1/orders/" + order + "/table", waiter, "{\"table\":\"7\"}");
        running().post("/api/restaurants/r1/orders/no-such/table", waiter, "{\"table\":\"7\"}");

        List<JsonNode> newest = entries("?limit=2");
        assertThat(newest.get(0).path("status").asInt()).isEqualTo(404);
        JsonNode moved = newest.get(1);
        assertThat(moved.path("command").asString())
                .isEqualTo("POST /api/restaurants/{restaurantId}/orders/{orderId}/table");
        assertThat(moved.path("target").asString()).isEqualTo(order);
        assertThat(moved.path("subject").asString()).isEqualTo("ada|" + order);
        assertThat(moved.path("issuer").asString())
                .isEqualTo(running().provider().name());
        assertThat(moved.path("role").asString()).isEqualTo("waiter");
        assertThat(moved.path("status").asInt()).isEqualTo(202);
    }

    @Test
    void whatIsOnlyLookedAtOrRefusedAtTheGateIsNotACommand() {
        String last = entries("?limit=1").toString();
        running().get("/api/orders/" + order, waiter);
        running().post("/api/restaurants/r1/menu/check", MANAGER, "{}");
        running().post("/api/restaurants/r1/orders/" + order + "/cancel", waiter, "{\"reason\":\"x\"}");

        assertThat(entries("?limit=1").toString()).isEqualTo(last);
    }

    @Test
    void itIsLookedThroughForWordsAsTheyAre() {
        running().post("/api/restaurants/r1/orders/" + order + "/table", waiter, "{\"table\":\"7\"}");

        assertThat(entries("?find=" + order.toUpperCase(java.util.Locale.ROOT))).hasSize(1);
        assertThat(entries("?find=%25")).as("a sign of patterns").isEmpty();
        assertThat(running().get(AUDIT + "?find=" + "x".repeat(101), MANAGER).statusCode())
                .isEqualTo(400);
    }

    @Test
    void itIsReadPageByPageByManagersAndOperatorsOfThisRestaurant() {
        for (int i = 0; i < 5; i++) {
            running().post("/kitchen/r1/orders/" + order + "/bump", MANAGER, "{\"version\":1}");
        }
        List<JsonNode> first = entries("?limit=3");
        JsonNode last = first.getLast();
        List<JsonNode> next =
                entries("?limit=3&before=" + last.path("at").asString().replace("+", "%2B") + "~"
                        + last.path("id").asString());
        assertThat(next).isNotEmpty().doesNotContainAnyElementsOf(first);
        assertThat(running().get(AUDIT, BY_ROLE.getOrDefault("operator", "")).statusCode())
                .isEqualTo(200);
        assertThat(running()
                        .get(AUDIT.replace("r1", "p1"), RunningOrders.managerOf("p1"))
                        .body())
                .doesNotContain(order);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sotto_desk|update audit_log set subject = 'nobody'",
                "sotto_desk|delete from audit_log",
                "sotto_desk|truncate audit_log",
                "sotto_desk|update audit_outcomes set status = 200",
                "sotto_desk|insert into audit_log values ('r2', 'x', now(), '', 's', 'r', 'c', 't')",
                "sotto_intake|delete from audit_log",
                "sotto_intake|insert into audit_outcomes values ('r1', 'x', 200, now())",
            })
    void theServiceCannotRewriteWhatItWroteNorWriteForAnother(String part, String statement) {
        assertThatThrownBy(() -> asTheService("set role " + part + "; set sotto.restaurant = 'r1'; " + statement))
                .hasMessageMatching("(?s).*(permission denied|row-level security).*");
    }

    private static void asTheService(String sql) throws SQLException {
        try (var connection = running().postgres().connect("sotto_orders", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
