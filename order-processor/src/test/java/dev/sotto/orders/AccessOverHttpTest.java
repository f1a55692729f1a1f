package dev.sotto.orders;

import static dev.sotto.orders.RunningOrders.COOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate as it is met from outside. */
class AccessOverHttpTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ORDERS = "/api/restaurants/r1/orders";

    @Test
    void whoAProviderVouchesForIsLetInToWhatHisRoleMay() {
        String analyst = running().provider().token("grace", "r1", "analyst");
        await().atMost(SOON).until(() -> running().get(ORDERS, analyst).statusCode() == 200);

        assertThat(running().get("/api/restaurants/r1/claims", analyst).body()).contains("This is for manager.");
        assertThat(running().get(ORDERS.replace("r1", "r2"), analyst).statusCode())
                .isEqualTo(403);
        assertThat(running()
                        .get(ORDERS, running().provider().token("grace", "r1", "owner"))
                        .body())
                .contains("\"code\":\"role\"");
    }

    @Test
    void aForgedTokenIsToldNothingButThatItIsNoGood() {
        String good = running().provider().token("grace", "r1", "manager");
        HttpResponse<String> answer = running().get(ORDERS, good.substring(0, good.length() - 9) + "forgedSig");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"sotto\", error=\"invalid_token\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(running().get(ORDERS, "").headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"sotto\"");
    }

    @Test
    void whoIsRevokedLosesHisOpenStreamWithinSeconds() {
        String token = running().provider().token("lost-tablet", "r1", "kitchen");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running().get(ORDERS, token))
                        .satisfies(answer -> assertThat(answer.statusCode())
                                .as(answer.body())
                                .isEqualTo(200)));
        HttpResponse<Stream<String>> stream = running().stream("/kitchen/r1/events", token, "");
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<Long> ended =
                CompletableFuture.supplyAsync(() -> stream.body().count());

        running()
                .append(
                        Topics.SECURITY_REVOCATIONS,
                        "lost-tablet",
                        new Revocation(
                                Envelope.unique(Topics.SECURITY_REVOCATIONS, "r1"),
                                "lost-tablet",
                                RevokedKind.DEVICE,
                                "lost"));

        await().atMost(Duration.ofSeconds(5)).until(ended::isDone);
        assertThat(ended).isCompletedWithValueMatching(lines -> lines > 0);
        assertThat(running().get(ORDERS, token).statusCode()).isEqualTo(401);
        assertThat(running().get(ORDERS, COOK).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/kitchen/r1", "/openapi.json", "/assets/kitchen/main.js", "/api/restaurants/r1/orders"})
    void everyAnswerForbidsWhatOurPagesDoNotNeed(String path) {
        var headers = running().get(path, COOK).headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'none'").contains("frame-ancestors 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        assertThat(headers.firstValue("Cache-Control"))
                .hasValue(path.startsWith("/api") || path.endsWith(".json") ? "no-store" : "no-cache");
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
