package dev.sotto.orders.lines;

import static dev.sotto.orders.RunningOrders.BY_ROLE;
import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.Topics;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.gateway.AccountStanding;
import dev.sotto.schemas.gateway.AccountStatus;
import dev.sotto.schemas.gateway.GatewayStatus;
import dev.sotto.schemas.gateway.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What gateways say of themselves in the log, as people are told of it. */
class LinesOverHttpTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OPERATOR = Objects.requireNonNull(BY_ROLE.get("operator"));

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private final String node = "node-" + UUID.randomUUID();

    @Test
    void aManagerSeesHowHisOwnLinesStandAndNobodyElses() {
        tells(
                Instant.now(),
                account("r1", "main", AccountStanding.REFUSED),
                account("r2", "secret", AccountStanding.REGISTERED));

        await().atMost(SOON)
                .until(() -> mine("main").path("standing").asString("").equals("refused"));
        assertThat(mine("main").path("problem").asString()).isEqualTo("the password is wrong");
        assertThat(running().get("/api/restaurants/r1/lines", MANAGER).body()).doesNotContain("secret");
        assertThat(running().get("/api/restaurants/r1/lines", COOK).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOperatorSeesEveryNodeAndTheAccountsOfHisRestaurants() {
        tells(
                Instant.now(),
                account("r1", "side", AccountStanding.REGISTERED),
                account("r2", "secret", AccountStanding.TRYING));

        await().atMost(SOON).until(() -> gateway().path("state").asString("").equals("open"));
        assertThat(gateway().path("accounts").findValuesAsString("id")).containsExactly("side");
        assertThat(running().get("/api/gateways", MANAGER).statusCode()).isEqualTo(403);
    }

    @Test
    void aNodeThatHasNotBeenHeardOfForThreeHeartbeatsIsGoneWithItsLines() {
        tells(Instant.now().minusSeconds(20), account("r1", "lost", AccountStanding.REGISTERED));

        await().atMost(SOON).until(() -> gateway().path("state").asString("").equals("gone"));
        assertThat(mine("lost").path("standing").asString()).isEqualTo("gone");
    }

    @Test
    void aLineThatAnotherNodeHasTakenOverStandsAsThatOneSays() {
        tells(Instant.now().minusSeconds(20), account("r1", "moved", AccountStanding.REGISTERED));
        tellsAs(node + "-next", Instant.now(), account("r1", "moved", AccountStanding.TRYING));

        await().atMost(SOON)
                .until(() -> mine("moved").path("standing").asString("").equals("trying"));
        assertThat(lines("moved")).hasSize(1);
    }

    private void tells(Instant at, AccountStatus... accounts) {
        tellsAs(node, at, accounts);
    }

    private static void tellsAs(String node, Instant at, AccountStatus... accounts) {
        Envelope now = Envelope.unique(Topics.GATEWAY_STATUS, "*");
        running()
                .append(
                        Topics.GATEWAY_STATUS,
                        node,
                        new GatewayStatus(
                                new Envelope(now.topic(), "*", now.eventId(), at),
                                node,
                                at,
                                NodeState.OPEN,
                                2,
                                150,
                                null,
                                List.of(accounts),
                                0));
    }

    private static AccountStatus account(String restaurant, String id, AccountStanding standing) {
        String problem = standing == AccountStanding.REFUSED ? "the password is wrong" : null;
        return new AccountStatus(
                restaurant, id, "sip:***00@carrier.example", standing, Instant.now(), null, null, problem);
    }

    private JsonNode gateway() {
        return JsonMapper.shared()
                .readTree(running().get("/api/gateways", OPERATOR).body())
                .valueStream()
                .filter(each -> each.path("id").asString("").equals(node))
                .findFirst()
                .orElse(JsonMapper.shared().missingNode());
    }

    private static JsonNode mine(String id) {
        return lines(id).stream().findFirst().orElse(JsonMapper.shared().missingNode());
    }

    private static List<JsonNode> lines(String id) {
        JsonNode all = JsonMapper.shared()
                .readTree(running().get("/api/restaurants/r1/lines", MANAGER).body());
        return Stream.of(all)
                .flatMap(JsonNode::valueStream)
                .filter(line -> line.path("id").asString("").equals(id))
                .toList();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
