package dev.sotto.orders.webhook;

import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders told to other programs, good and bad ones. */
class WebhooksTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HOOKS = "/api/restaurants/r1/webhooks";
    private final Receiver receiver = new Receiver();
    private final String order = UUID.randomUUID().toString();

    @BeforeEach
    void theTablesAreThere() {
        await().atMost(SOON).until(() -> running().get(HOOKS, MANAGER).statusCode() == 200);
    }

    @AfterEach
    void nobodyIsToldAnyLonger() {
        for (JsonNode hook : hooks()) {
            String path = HOOKS + "/" + hook.path("id").asString();
            assertThat(running().any("DELETE", path, MANAGER, null).statusCode())
                    .isEqualTo(204);
        }
        receiver.close();
    }

    private static List<JsonNode> hooks() {
        return JSON.readTree(running().get(HOOKS, MANAGER).body()).valueStream().toList();
    }

    private JsonNode register(String path) {
        HttpResponse<String> answer = running().post(HOOKS, MANAGER, "{\"url\":\"" + receiver.url(path) + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private JsonNode hook(JsonNode registered) {
        return hooks().stream()
                .filter(each -> each.path("id").equals(registered.path("id")))
                .findFirst()
                .orElseThrow();
    }

    private void happens(long version, OrderEvent event) {
        running().append(OrderLog.order("r1", order, version, event));
    }

    /** Waiting is the clock's business, not the test's. */
    private static void theWaitIsOver() {
        running()
                .owner("with due as (update webhook_deliveries set due_at = now() - interval '1 s'"
                        + " where delivered_at is null returning 1) select count(*) from due");
    }

    private List<Receiver.Taken> ofThisOrder(String path) {
        return receiver.taken(path).stream()
                .filter(each -> each.body().contains(order))
                .toList();
    }

    @Test
    void whoWantsThemIsToldALinkForAGuestAndNothingOfHisWords() {
        assertThat(running()
                        .post(
                                HOOKS,
                                MANAGER,
                                "{\"url\":\"" + receiver.url("/links")
                                        + "\",\"events\":[\"claim.evidence_requested\"]}")
                        .statusCode())
                .isEqualTo(201);
        register("/orders-only");
        happens(
                1,
                new ClaimOpened(
                        null, "missing_item", 3, "the soup is missing", "calm", true, "redo", "+33612345678", true));

        await().atMost(SOON).until(() -> !ofThisOrder("/links").isEmpty());
        JsonNode told = JSON.readTree(ofThisOrder("/links").getFirst().body());
        assertThat(told.path("type").asString()).isEqualTo("claim.evidence_requested");
        assertThat(told.path("data").path("phone").asString()).isEqualTo("+33612345678");
        assertThat(told.path("data").path("category").asString()).isEqualTo("missing_item");
        assertThat(told.path("data").path("link").asString()).matches("/evidence/[A-Za-z0-9_-]{43}");
        assertThat(running().get(told.path("data").path("link").asString(), "").statusCode())
                .isEqualTo(200);
        assertThat(told.toString()).doesNotContain("soup");
        assertThat(ofThisOrder("/orders-only")).isEmpty();
    }

    @Test
    void eachEventOfAnOrderIsToldOnceAndSigned() {
        String secret = register("/ok").path("secret").asString();
        happens(1, OrderLog.placed("margherita"));
        happens(2, OrderLog.amended("regina"));
        happens(3, OrderLog.cancelled());

        await().atMost(SOON).until(() -> ofThisOrder("/ok").size() >= 3);
        List<Receiver.Taken> told = ofThisOrder("/ok");
        assertThat(told).extracting(Receiver.Taken::id).doesNotHaveDuplicates().hasSize(3);
        assertThat(told)
                .allSatisfy(each -> assertThat(each.signature())
                        .isEqualTo(Signature.of(secret, each.id(), Long.parseLong(each.timestamp()), each.body())));
        JsonNode placed = told.stream()
                .map(each -> JSON.readTree(each.body()))
                .filter(each -> each.path("type").asString().equals("order.placed"))
                .findFirst()
                .orElseThrow();
        assertThat(placed.path("data").path("orderId").asString()).isEqualTo(order);
        assertThat(placed.path("data").path("order").path("totalMinor").asLong())
                .isEqualTo(1900);
    }

    @Test
    void aTrialIsToldAtOnceAndTheLettersOfAReceiverCanBeRead() {
        JsonNode registered = register("/ok");
        String hook = HOOKS + "/" + registered.path("id").asString();
        assertThat(running().any("POST", hook + "/test", MANAGER, null).body())
                .contains("\"delivered\":true")
                .contains("It answered 200.");
        Receiver.Taken taken = receiver.taken("/ok").getFirst();
        assertThat(taken.body()).contains("webhook.test");
        assertThat(taken.signature())
                .isEqualTo(Signature.of(
                        registered.path("secret").asString(),
                        taken.id(),
                        Long.parseLong(taken.timestamp()),
                        taken.body()));
        receiver.script("/no", 500);
        String other = HOOKS + "/" + register("/no").path("id").asString();
        assertThat(running().any("POST", other + "/test", MANAGER, null).body())
                .contains("\"delivered\":false")
                .contains("It answered 500.");

        happens(1, OrderLog.placed("margherita"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                running().get(hook + "/deliveries", MANAGER).body())
                        .contains("\"event\":\"order.placed\"")
                        .contains("\"answer\":\"200\"")
                        .doesNotContain("webhook.test"));
    }

    @Test
    void whoFailsStallsOrPointsElsewhereIsToldAgainAndHoldsNobodyUp() {
        receiver.script("/fails", 500);
        receiver.script("/stalls", -1);
        receiver.script("/moved", 302);
        List<String> bad = List.of("/fails", "/stalls", "/moved");
        bad.forEach(this::register);
        JsonNode good = register("/ok");
        happens(1, OrderLog.placed("margherita"));

        await().atMost(SOON).until(() -> ofThisOrder("/ok").size() == 1);
        await().atMost(SOON)
                .until(() -> hooks().stream()
                                .filter(each -> !each.path("failingSince").isNull())
                                .count()
                        == 3);
        assertThat(hooks())
                .extracting(each -> each.path("lastAnswer").asString())
                .contains("It answered 500.", "It answered 302, and redirects are not followed.")
                .anySatisfy(answer -> assertThat(answer).containsAnyOf("no answer in time", "cannot be reached"));
        theWaitIsOver();

        for (String path : bad) {
            await().atMost(SOON).until(() -> ofThisOrder(path).size() == 2);
            assertThat(ofThisOrder(path))
                    .extracting(Receiver.Taken::id)
                    .containsOnly(ofThisOrder("/ok").getFirst().id());
        }
        await().atMost(SOON)
                .until(() -> hooks().stream()
                        .allMatch(each -> each.path("failingSince").isNull()));
        assertThat(receiver.taken("/trap")).isEmpty();
        assertThat(hook(good).path("waiting").asInt()).isZero();
    }

    @Test
    void whoWantsNothingMoreOrFailsForDaysIsDisabledWithTheReason() {
        receiver.script("/gone", 410);
        receiver.script("/broken", 503, 503);
        JsonNode gone = register("/gone");
        JsonNode broken = register("/broken");
        happens(1, OrderLog.placed("margherita"));

        await().atMost(SOON).until(() -> !hook(gone).path("disabledAt").isNull());
        assertThat(hook(gone).path("disabledReason").asString()).isEqualTo("It answered 410 Gone.");
        await().atMost(SOON).until(() -> !hook(broken).path("failingSince").isNull());
        assertThat(hook(broken).path("disabledAt").isNull()).isTrue();
        running()
                .owner("with old as (update webhooks set failing_since = now() - interval '4 days'"
                        + " where failing_since is not null returning 1) select count(*) from old");
        theWaitIsOver();
        await().atMost(SOON).until(() -> !hook(broken).path("disabledAt").isNull());
        assertThat(hook(broken).path("disabledReason").asString()).isEqualTo("It answered 503.");

        String enable = HOOKS + "/" + broken.path("id").asString() + "/enable";
        assertThat(running().post(enable, MANAGER, "{}").statusCode()).isEqualTo(200);
        theWaitIsOver();
        await().atMost(SOON).until(() -> hook(broken).path("waiting").asInt() == 0);
        assertThat(ofThisOrder("/broken")).hasSize(3);
    }

    @Test
    void theSecretIsToldOnceAndAPrivateAddressIsNeverTaken() {
        String secret = register("/ok").path("secret").asString();
        assertThat(running().get(HOOKS, MANAGER).body()).doesNotContain(secret).doesNotContain("whsec");
        for (String url : List.of("https://10.0.0.1/", "https://169.254.169.254/latest", "http://10.0.0.1/", "x")) {
            HttpResponse<String> answer = running().post(HOOKS, MANAGER, "{\"url\":\"" + url + "\"}");
            assertThat(answer.statusCode()).as(url).isEqualTo(400);
        }
        assertThat(running()
                        .post(HOOKS, MANAGER, "{\"url\":\"" + receiver.url("/") + "\",\"events\":[\"all\"]}")
                        .body())
                .contains("order.placed");
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
