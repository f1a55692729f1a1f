package dev.sotto.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.registration.RegistrationStatus;
import dev.sotto.gateway.registration.RegistrationStatus.Standing;
import dev.sotto.schemas.gateway.AccountStanding;
import dev.sotto.schemas.gateway.GatewayStatus;
import dev.sotto.schemas.gateway.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeReportTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final NodeReport report = new NodeReport("node-1", 150, NOON);

    @Test
    void anAccountStandsSinceItBeganTo() {
        told(0, held(Standing.REGISTERING, null));
        told(5, held(Standing.REGISTERED, NOON.plusSeconds(120)));
        GatewayStatus later = told(30, held(Standing.REGISTERED, NOON.plusSeconds(240)));

        assertThat(later.accounts().getFirst().standing()).isEqualTo(AccountStanding.REGISTERED);
        assertThat(later.accounts().getFirst().since()).isEqualTo(NOON.plusSeconds(5));
        assertThat(told(40, held(Standing.FAILING, null)).accounts().getFirst().since())
                .isEqualTo(NOON.plusSeconds(40));
    }

    @Test
    void thatTimePassesIsNothingNewAndAnythingElseIs() {
        GatewayStatus before = told(0, held(Standing.REGISTERED, NOON));

        assertThat(NodeReport.differs(before, told(60, held(Standing.REGISTERED, NOON.plusSeconds(60)))))
                .isFalse();
        assertThat(NodeReport.differs(before, told(60, held(Standing.REFUSED, null))))
                .isTrue();
        assertThat(NodeReport.differs(before, report.at(NOON, 1, false, null, held(Standing.REGISTERED, NOON))))
                .isTrue();
    }

    @Test
    void whoLeavesSaysSoEvenWhenFull() {
        assertThat(report.at(NOON, 150, false, "All 150 lines are busy.", List.of())
                        .state())
                .isEqualTo(NodeState.FULL);
        assertThat(report.at(NOON, 150, true, "All 150 lines are busy.", List.of())
                        .state())
                .isEqualTo(NodeState.DRAINING);
    }

    @Test
    void aReportIsNeverLongerThanTheLogShouldBear() {
        List<RegistrationStatus> many = IntStream.range(0, 700)
                .mapToObj(n -> status("r" + n, Standing.REFUSED, null, "x".repeat(5_000)))
                .toList();

        GatewayStatus told = report.at(NOON, 0, false, null, many);

        assertThat(told.accounts()).hasSize(NodeReport.NAMED_AT_MOST);
        assertThat(told.unnamed()).isEqualTo(200);
        assertThat(told.accounts().getFirst().problem()).hasSize(200);
    }

    private GatewayStatus told(int second, List<RegistrationStatus> held) {
        return report.at(NOON.plusSeconds(second), 0, false, null, held);
    }

    private static List<RegistrationStatus> held(Standing standing, @Nullable Instant until) {
        return List.of(status("r1", standing, until, null));
    }

    private static RegistrationStatus status(
            String restaurant, Standing standing, @Nullable Instant until, @Nullable String problem) {
        return new RegistrationStatus(
                restaurant, "main", "sip:***00@carrier.example", standing, "carrier.example", until, problem);
    }
}
