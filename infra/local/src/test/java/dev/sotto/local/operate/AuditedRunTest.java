package dev.sotto.local.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.operate.Audit;
import dev.sotto.log.operate.Walk;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.OperatorAction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditedRunTest {

    private static EmbeddedKafka kafka;
    private static LogSettings settings;
    private static EventLog log;

    @BeforeAll
    static void startLog() {
        kafka = EmbeddedKafka.temporary();
        settings = LogSettings.at(kafka.bootstrapServers());
        log = EventLog.open(settings, "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(1, (short) 1)).block(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stopLog() {
        log.close();
        kafka.close();
    }

    @Test
    void workThatEndsSaysHowAndOnce() {
        try (AuditedRun run = begin("whole")) {
            assertThat(run.goesOn()).isTrue();
            run.end("nothing differs");
            run.end("twice");
        }
        assertThat(written("whole")).containsExactly("REPLAY_BEGUN friday", "REPLAY_ENDED nothing differs");
    }

    @Test
    void workThatFailedSaysSo() {
        try (AuditedRun run = begin("torn")) {
            assertThat(run.goesOn()).isTrue();
        }
        assertThat(written("torn")).containsExactly("REPLAY_BEGUN friday", "REPLAY_ENDED failed");
    }

    @Test
    void workThatIsStoppedSaysHowFarItCame() {
        try (AuditedRun run = begin("stopped")) {
            run.ask();
            assertThat(run.goesOn()).isFalse();
            run.end("3 calls again");
        }
        assertThat(written("stopped")).containsExactly("REPLAY_BEGUN friday", "REPLAY_ENDED stopped: 3 calls again");
    }

    @Test
    void workThatDoesNotStopHasItsEndWritten() {
        try (AuditedRun run = begin("stubborn")) {
            run.stop();
            run.end("much later");
        }
        assertThat(written("stubborn"))
                .containsExactly("REPLAY_BEGUN friday", "REPLAY_ENDED stopped: before it was over");
    }

    private static AuditedRun begin(String name) {
        return AuditedRun.begin(
                new Audit(log),
                new AuditedRun.Subject(name, null, OperationKind.REPLAY_BEGUN, OperationKind.REPLAY_ENDED),
                "friday");
    }

    private static List<String> written(String name) {
        List<String> actions = new ArrayList<>();
        try (Walk<OperatorAction> walk = new Walk<>(settings, Topics.OPERATORS_ACTIONS)) {
            walk.on((records, read, toRead) -> records.forEach(delivery -> {
                OperatorAction action = delivery.require();
                if (action.subject().equals(name)) {
                    actions.add(action.kind() + " " + action.reason());
                }
            }));
        }
        return actions;
    }
}
