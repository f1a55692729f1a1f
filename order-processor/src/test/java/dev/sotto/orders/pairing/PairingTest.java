package dev.sotto.orders.pairing;

import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A device's way to its token, as it is gone over HTTP. */
class PairingTest {

    private static final String OWN = "/api/restaurants/r1";

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @BeforeAll
    static void theTablesAreThere() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running().get(OWN + "/devices", MANAGER).statusCode() == 200);
    }

    @Test
    void aScreenWhoseCodeAManagerApprovesGetsATokenOfItsOwn() throws ParseException {
        JsonNode asked = device().ask("kitchen");
        assertThat(asked.path("user_code").asString()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(asked.path("verification_uri_complete").asString())
                .startsWith("http://127.0.0.1:" + running().port() + "/manager#code=");
        assertThat(asked.path("qr_path").asString()).startsWith("M0 0h1v1h-1z");
        assertThat(device().error(device().poll(asked))).isEqualTo("authorization_pending");

        String typed = asked.path("user_code")
                .asString()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("-", " ");
        assertThat(post(MANAGER, "/pairings/find", typed).body())
                .contains("\"purpose\":\"kitchen\"")
                .contains("earpiece");
        HttpResponse<String> approved = device().approve(MANAGER, "r1", typed, "kitchen");
        assertThat(approved.statusCode()).isEqualTo(201);

        JsonNode given = device().redeem(asked);
        assertThat(given.path("restaurant").asString()).isEqualTo("r1");
        assertThat(given.path("opens").asString()).isEqualTo("/kitchen/r1?view=all");
        String token = given.path("access_token").asString();
        assertThat(running().get(OWN + "/orders", token).statusCode()).isEqualTo(200);
        assertThat(running().get(OWN + "/claims", token).statusCode()).isEqualTo(403);
        assertThat(running().get("/api/restaurants/r2/orders", token).statusCode())
                .isEqualTo(403);
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getSubject())
                .isEqualTo(given.path("device").asString());
        assertThat(running().get(OWN + "/devices", MANAGER).body())
                .contains(given.path("device").asString())
                .contains("\"name\":\"Pass\"")
                .contains("\"pairedBy\":\"manager.r1\"");
        assertThat(running().get(OWN + "/audit?limit=5", MANAGER).body())
                .contains("POST /api/restaurants/{restaurantId}/pairings");
    }

    @Test
    void aCodeIsGoodOnceAndADeviceCodeToo() {
        JsonNode asked = device().ask("board");
        device().approve(MANAGER, "r1", device().code(asked), "board");
        device().redeem(asked);

        assertThat(device().error(device().poll(asked))).isEqualTo("invalid_grant");
        HttpResponse<String> used = post(MANAGER, "/pairings/find", device().code(asked));
        assertThat(used.statusCode()).isEqualTo(404);
        assertThat(used.body())
                .isEqualTo(post(MANAGER, "/pairings/find", "BBBB-BBBB").body());
        assertThat(device().approve(MANAGER, "r1", device().code(asked), "board")
                        .body())
                .isEqualTo(device().approve(MANAGER, "r1", "nonsense", "board").body());
    }

    @Test
    void ofManyWhoApproveAtTheSameMomentOneDoes() {
        JsonNode asked = device().ask("kitchen");
        String other = RunningOrders.managerOf("p1");
        List<CompletableFuture<Integer>> approvals = IntStream.range(0, 8)
                .mapToObj(nth -> CompletableFuture.supplyAsync(() -> device().approve(
                                nth % 2 == 0 ? MANAGER : other,
                                nth % 2 == 0 ? "r1" : "p1",
                                device().code(asked),
                                "kitchen")
                        .statusCode()))
                .toList();

        assertThat(approvals.stream().map(CompletableFuture::join).toList())
                .containsOnlyOnce(201)
                .containsOnly(201, 404);
        assertThat(running()
                        .owner("select count(*) from pairings p join devices d using (restaurant_id, device_id)"
                                + " where p.device_code is not null and d.device_id = p.device_id and p.redeemed_at is null"
                                + " and p.asked_at = (select max(asked_at) from pairings)"))
                .isEqualTo("1");
    }

    @Test
    void whoAsksTooOftenIsSlowedDownAndARefusedDeviceIsToldSo() {
        JsonNode asked = device().ask("expo");
        assertThat(device().error(device().poll(asked))).isEqualTo("authorization_pending");
        assertThat(device().error(device().poll(asked))).isEqualTo("slow_down");
        assertThat(post(MANAGER, "/pairings/refuse", device().code(asked)).statusCode())
                .isEqualTo(204);
        assertThat(device().error(device().poll(asked))).isEqualTo("access_denied");
        assertThat(device().approve(MANAGER, "r1", device().code(asked), "expo").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anOldCodeOpensNothing() {
        JsonNode asked = device().ask("kitchen");
        running()
                .owner("update pairings set expires_at = now() where asked_at = (select max(asked_at) from pairings)"
                        + " returning 1");
        assertThat(device().error(device().poll(asked))).isEqualTo("expired_token");
        assertThat(device().approve(MANAGER, "r1", device().code(asked), "kitchen")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"'',invalid_request", "manager,invalid_request"})
    void whatIsNoDeviceIsGivenNoCode(String client, String error) {
        assertThat(device().error(running().form("/pair/codes", Map.of("client_id", client))))
                .isEqualTo(error);
        assertThat(device().error(running().form("/pair/token", Map.of("grant_type", "password"))))
                .isEqualTo("unsupported_grant_type");
        assertThat(device().error(running().form("/pair/token", Map.of("grant_type", NewDevice.GRANT))))
                .isEqualTo("invalid_request");
    }

    @Test
    void whatIsKeptOfCodesCannotBeTyped() {
        JsonNode asked = device().ask("kitchen");
        String kept = running().owner("select string_agg(device_code || user_code, ' ') from pairings");
        assertThat(kept)
                .doesNotContain(asked.path("device_code").asString())
                .doesNotContain(device().code(asked))
                .doesNotContain(device().code(asked).replace("-", ""))
                .matches("[0-9a-f ]+");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sotto_porter|select count(*) from orders",
                "sotto_porter|select count(*) from devices",
                "sotto_porter|insert into commands (restaurant_id) values ('r1')",
                "sotto_desk|update pairings set restaurant_id = 'r2'",
                "sotto_desk|insert into pairings (device_code) values ('x')",
                "sotto_desk|insert into devices (restaurant_id, device_id, kind, first_seen_at, last_seen_at)"
                        + " values ('r2', 'x', 'kitchen', now(), now())",
                "sotto_desk|insert into device_grants (restaurant_id, device_id, purpose, good_until) values ('r1', 'x', 'kitchen', now())",
            })
    void nobodyReachesBeyondHisPart(String part, String statement) {
        device().ask("kitchen");
        assertThatThrownBy(() -> asTheService("set role " + part + "; set sotto.restaurant = 'r1'; " + statement))
                .hasMessageMatching("(?s).*(permission denied|row-level security).*");
    }

    private static void asTheService(String sql) throws SQLException {
        try (var connection = running().postgres().connect("sotto_orders", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HttpResponse<String> post(String token, String path, String code) {
        return running().post(OWN + path, token, "{\"code\":\"" + code + "\"}");
    }

    private static NewDevice device() {
        return new NewDevice(running());
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
