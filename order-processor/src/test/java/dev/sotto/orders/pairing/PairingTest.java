package dev.sotto.orders.pairing;

import static dev.sotto.orders.RunningOrders.BY_ROLE;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device's way to its token, as it is gone over HTTP. */
class PairingTest {

    private static final String OWN = "/api/restaurants/r1";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @BeforeAll
    static void theTablesAreThere() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running().get(OWN + "/devices", MANAGER).statusCode() == 200);
    }

    @Test
    void aScreenWhoseCodeAManagerApprovesGetsATokenOfItsOwn() throws ParseException {
        JsonNode asked = ask("kitchen");
        assertThat(asked.path("user_code").asString()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(asked.path("verification_uri_complete").asString())
                .startsWith("http://127.0.0.1:" + running().port() + "/manager#code=");
        assertThat(asked.path("qr_path").asString()).startsWith("M0 0h1v1h-1z");
        assertThat(error(poll(asked))).isEqualTo("authorization_pending");

        String typed = asked.path("user_code")
                .asString()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("-", " ");
        assertThat(post(MANAGER, "/pairings/find", typed).body())
                .contains("\"purpose\":\"kitchen\"")
                .contains("earpiece");
        HttpResponse<String> approved = approve(MANAGER, "r1", typed, "kitchen");
        assertThat(approved.statusCode()).isEqualTo(201);

        JsonNode given = redeem(asked);
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
        JsonNode asked = ask("board");
        approve(MANAGER, "r1", code(asked), "board");
        redeem(asked);

        assertThat(error(poll(asked))).isEqualTo("invalid_grant");
        HttpResponse<String> used = post(MANAGER, "/pairings/find", code(asked));
        assertThat(used.statusCode()).isEqualTo(404);
        assertThat(used.body())
                .isEqualTo(post(MANAGER, "/pairings/find", "BBBB-BBBB").body());
        assertThat(approve(MANAGER, "r1", code(asked), "board").body())
                .isEqualTo(approve(MANAGER, "r1", "nonsense", "board").body());
    }

    @Test
    void ofManyWhoApproveAtTheSameMomentOneDoes() {
        JsonNode asked = ask("kitchen");
        String other = RunningOrders.managerOf("p1");
        List<CompletableFuture<Integer>> approvals = IntStream.range(0, 8)
                .mapToObj(nth -> CompletableFuture.supplyAsync(() -> approve(
                                nth % 2 == 0 ? MANAGER : other, nth % 2 == 0 ? "r1" : "p1", code(asked), "kitchen")
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
        JsonNode asked = ask("expo");
        assertThat(error(poll(asked))).isEqualTo("authorization_pending");
        assertThat(error(poll(asked))).isEqualTo("slow_down");
        assertThat(post(MANAGER, "/pairings/refuse", code(asked)).statusCode()).isEqualTo(204);
        assertThat(error(poll(asked))).isEqualTo("access_denied");
        assertThat(approve(MANAGER, "r1", code(asked), "expo").statusCode()).isEqualTo(404);
    }

    @Test
    void anOldCodeOpensNothing() {
        JsonNode asked = ask("kitchen");
        running()
                .owner("update pairings set expires_at = now() where asked_at = (select max(asked_at) from pairings)"
                        + " returning 1");
        assertThat(error(poll(asked))).isEqualTo("expired_token");
        assertThat(approve(MANAGER, "r1", code(asked), "kitchen").statusCode()).isEqualTo(404);
    }

    @Test
    void aRenewalIsRenewedAndAskedForAgainWhereItsAnswerWasLost() {
        String first = paired("kitchen").path("refresh_token").asString();
        JsonNode second = JSON.readTree(renew(first).body());
        String again = JSON.readTree(renew(first).body()).path("refresh_token").asString();
        assertThat(again).isEqualTo(second.path("refresh_token").asString());
        assertThat(running()
                        .get(OWN + "/orders", second.path("access_token").asString())
                        .statusCode())
                .isEqualTo(200);

        assertThat(renew(again).statusCode()).isEqualTo(200);
        assertThat(error(renew(first))).as("a copy that lay somewhere").isEqualTo("invalid_grant");
        assertThat(error(renew(again))).as("nor is its twin renewed").isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "cjEgZGV2aWNlIDE.AAAA", "....", "%00"})
    void whatNobodyWroteRenewsNothing(String forged) {
        assertThat(error(renew(forged))).isEqualTo("invalid_grant");
        assertThat(error(running().form("/pair/token", Map.of("grant_type", GRANT, "device_code", forged))))
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"'',invalid_request", "manager,invalid_request"})
    void whatIsNoDeviceIsGivenNoCode(String client, String error) {
        assertThat(error(running().form("/pair/codes", Map.of("client_id", client))))
                .isEqualTo(error);
        assertThat(error(running().form("/pair/token", Map.of("grant_type", "password"))))
                .isEqualTo("unsupported_grant_type");
        assertThat(error(running().form("/pair/token", Map.of("grant_type", GRANT))))
                .isEqualTo("invalid_request");
    }

    @Test
    void aLostDeviceIsShutOutWhileItsScreenIsOpen() {
        JsonNode given = paired("kitchen");
        String token = given.path("access_token").asString();
        String device = OWN + "/devices/" + given.path("device").asString();
        assertThat(running().put(device, MANAGER, "{\"name\":\" Bar \"}").body())
                .contains("\"name\":\"Bar\"");
        HttpResponse<Stream<String>> stream = running().stream("/kitchen/r1/events", token, "");
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<Long> ended =
                CompletableFuture.supplyAsync(() -> stream.body().count());

        assertThat(running()
                        .any("DELETE", device, BY_ROLE.getOrDefault("operator", ""), null)
                        .statusCode())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(5)).until(ended::isDone);
        assertThat(running().get(OWN + "/orders", token).statusCode()).isEqualTo(401);
        assertThat(error(renew(given.path("refresh_token").asString()))).isEqualTo("invalid_grant");
        assertThat(running().get(OWN + "/devices", MANAGER).body()).contains("\"revokedAt\":\"2");
    }

    @Test
    void anEarpieceGetsATokenForGatewaysOnlyAndItsPageMayRenewIt() throws ParseException {
        JsonNode given = paired("earpiece");
        assertThat(given.path("opens").asString()).isEqualTo("http://127.0.0.1:1/earpiece/");
        var claims = SignedJWT.parse(given.path("access_token").asString()).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("sotto-gateway");
        assertThat(claims.getStringClaim("scope")).isEqualTo("earpiece");
        assertThat(running()
                        .get(OWN + "/orders", given.path("access_token").asString())
                        .statusCode())
                .isEqualTo(401);

        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                given.path("refresh_token").asString());
        assertThat(running()
                        .form("/pair/token", form, "Origin", "http://127.0.0.1:1")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://127.0.0.1:1");
        assertThat(running()
                        .form("/pair/token", form, "Origin", "http://elsewhere.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(running().get("/.well-known/jwks.json", "").body())
                .contains("\"kid\":\"devices-1\"")
                .doesNotContain("\"d\":");
    }

    @Test
    void whatIsKeptOfCodesCannotBeTyped() {
        JsonNode asked = ask("kitchen");
        String kept = running().owner("select string_agg(device_code || user_code, ' ') from pairings");
        assertThat(kept)
                .doesNotContain(asked.path("device_code").asString())
                .doesNotContain(code(asked))
                .doesNotContain(code(asked).replace("-", ""))
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
        ask("kitchen");
        assertThatThrownBy(() -> asTheService("set role " + part + "; set sotto.restaurant = 'r1'; " + statement))
                .hasMessageMatching("(?s).*(permission denied|row-level security).*");
    }

    private static void asTheService(String sql) throws SQLException {
        try (var connection = running().postgres().connect("sotto_orders", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JsonNode paired(String purpose) {
        JsonNode asked = ask(purpose);
        assertThat(approve(MANAGER, "r1", code(asked), purpose).statusCode()).isEqualTo(201);
        return redeem(asked);
    }

    private static JsonNode ask(String purpose) {
        HttpResponse<String> answer = running().form("/pair/codes", Map.of("client_id", purpose));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String code(JsonNode asked) {
        return asked.path("user_code").asString();
    }

    private static HttpResponse<String> post(String token, String path, String code) {
        return running().post(OWN + path, token, "{\"code\":\"" + code + "\"}");
    }

    private static HttpResponse<String> approve(String token, String restaurant, String code, String purpose) {
        return running()
                .post(
                        "/api/restaurants/" + restaurant + "/pairings",
                        token,
                        "{\"code\":\"%s\",\"name\":\" Pass \",\"purpose\":\"%s\"}".formatted(code, purpose));
    }

    private static HttpResponse<String> poll(JsonNode asked) {
        return running()
                .form(
                        "/pair/token",
                        Map.of(
                                "grant_type",
                                GRANT,
                                "device_code",
                                asked.path("device_code").asString()));
    }

    /** As a patient device would, without its patience. */
    private static JsonNode redeem(JsonNode asked) {
        running().owner("update pairings set next_poll_at = now() - interval '1 second' returning 1");
        HttpResponse<String> answer = poll(asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> renew(String renewal) {
        return running().form("/pair/token", Map.of("grant_type", "refresh_token", "refresh_token", renewal));
    }

    private static String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body()).path("error").asString();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
