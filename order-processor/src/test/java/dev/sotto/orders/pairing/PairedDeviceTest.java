package dev.sotto.orders.pairing;

import static dev.sotto.orders.RunningOrders.BY_ROLE;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a paired device has, how it keeps it, and how it loses it. */
class PairedDeviceTest {

    private static final String OWN = "/api/restaurants/r1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @BeforeAll
    static void theTablesAreThere() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> running().get(OWN + "/devices", MANAGER).statusCode() == 200);
    }

    @Test
    void aRenewalIsRenewedAndAskedForAgainWhereItsAnswerWasLost() {
        String first = device().paired("kitchen").path("refresh_token").asString();
        JsonNode second = JSON.readTree(device().renew(first).body());
        String again = JSON.readTree(device().renew(first).body())
                .path("refresh_token")
                .asString();
        assertThat(again).isEqualTo(second.path("refresh_token").asString());
        assertThat(running()
                        .get(OWN + "/orders", second.path("access_token").asString())
                        .statusCode())
                .isEqualTo(200);

        assertThat(device().renew(again).statusCode()).isEqualTo(200);
        assertThat(device().error(device().renew(first)))
                .as("a copy that lay somewhere")
                .isEqualTo("invalid_grant");
        assertThat(device().error(device().renew(again)))
                .as("nor is its twin renewed")
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "cjEgZGV2aWNlIDE.AAAA", "....", "%00"})
    void whatNobodyWroteRenewsNothing(String forged) {
        assertThat(device().error(device().renew(forged))).isEqualTo("invalid_grant");
        assertThat(device().error(running()
                        .form("/pair/token", Map.of("grant_type", NewDevice.GRANT, "device_code", forged))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aLostDeviceIsShutOutWhileItsScreenIsOpen() {
        JsonNode given = device().paired("kitchen");
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
        assertThat(device().error(device().renew(given.path("refresh_token").asString())))
                .isEqualTo("invalid_grant");
        assertThat(running().get(OWN + "/devices", MANAGER).body()).contains("\"revokedAt\":\"2");
    }

    @Test
    void anEarpieceGetsATokenForGatewaysOnlyAndItsPageMayRenewIt() throws ParseException {
        JsonNode given = device().paired("earpiece");
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

    private static NewDevice device() {
        return new NewDevice(running());
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
