package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.TOKEN;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallStarted;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A session survives its connection, its node and a hurry, and every frame is in the log once and in its place. */
class EarpieceResumeTest {

    private static RunningGateway gateway;

    private final String session = UUID.randomUUID().toString();
    private final String table = session.substring(0, 8);

    @BeforeAll
    static void start() {
        gateway = RunningGateway.shared();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private ScriptedEarpiece started(int port) throws Exception {
        ScriptedEarpiece device = new ScriptedEarpiece(port, "Bearer " + TOKEN);
        device.start(session, table);
        await().atMost(SOON).until(() -> !device.answers().isEmpty());
        return device;
    }

    private String callId() {
        return gateway.callOf(started -> table.equals(started.tableNumber()));
    }

    private static void speak(ScriptedEarpiece device, long from, long to) throws Exception {
        for (long i = from; i < to; i++) {
            device.speak(i);
        }
        await().atMost(SOON).until(() -> device.acknowledged() == to - 1);
    }

    private void assertEachOnce(long frames) {
        String callId = callId();
        await().atMost(SOON).until(() -> gateway.sequencesOf(callId).size() >= frames);
        assertThat(gateway.sequencesOf(callId)).containsExactlyElementsOf(numbers(frames));
        assertThat(gateway.eventsOf(callId, CallStarted.class)).hasSize(1);
    }

    private static List<Long> numbers(long frames) {
        return LongStream.range(0, frames).boxed().toList();
    }

    @Test
    void aMinuteOfADeadSpotIsWrittenFarFasterThanItWasSpokenAndOnce() throws Exception {
        ScriptedEarpiece device = started(gateway.httpPort());
        long began = System.nanoTime();
        speak(device, 0, 3_000);
        long tookMillis = (System.nanoTime() - began) / 1_000_000;
        assertThat(tookMillis).as("a minute of sound").isLessThan(30_000);
        assertEachOnce(3_000);
    }

    @Test
    void whatTheDeviceSendsAgainIsNotAppliedAgain() throws Exception {
        ScriptedEarpiece first = started(gateway.httpPort());
        speak(first, 0, 120);
        first.cut();
        ScriptedEarpiece second = started(gateway.httpPort());
        assertThat(second.answers().getFirst()).contains("\"acknowledged\":119");
        for (long i = 60; i < 120; i++) {
            second.speak(i);
        }
        speak(second, 120, 150);
        assertEachOnce(150);
    }

    @Test
    void anotherNodeGoesOnWhereTheDeadOneStoppedWithoutBeingTold() throws Exception {
        ScriptedEarpiece onFirst = started(gateway.httpPort());
        // More than one bookmark, and some frames beyond the last: the log itself must be looked at.
        speak(onFirst, 0, 133);
        try (ConfigurableApplicationContext another = gateway.anotherNode("gateway-1", 1)) {
            ScriptedEarpiece onSecond = started(RunningGateway.httpPort(another));
            assertThat(onSecond.answers().getFirst()).contains("\"acknowledged\":132");
            assertThat(onFirst.closeCode()).as("the first node lets go").isEqualTo(4408);
            speak(onSecond, 133, 200);
            assertEachOnce(200);

            gateway.reply(callId(), tone(60, 16_000));
            await().atMost(SOON).until(() -> onSecond.voice().size() == 3);
            onSecond.text("{\"type\":\"stop\"}");
            await().atMost(SOON)
                    .until(() -> gateway.eventsOf(callId(), CallEnded.class).size() == 1);
        }
        // Back on the first node the session is known to be over.
        ScriptedEarpiece late = started(gateway.httpPort());
        assertThat(late.answers().getFirst()).contains("\"ended\"", "\"stopped\"");
    }

    @Test
    void aRestartedNodeFindsWhatItHeldItself() throws Exception {
        String node = "gateway-2";
        ConfigurableApplicationContext before = gateway.anotherNode(node, 1);
        ScriptedEarpiece device = started(RunningGateway.httpPort(before));
        speak(device, 0, 40);
        device.cut();
        String callId = callId();
        before.close();
        assertThat(gateway.eventsOf(callId, CallEnded.class)).isEmpty();
        try (ConfigurableApplicationContext after = gateway.anotherNode(node, 1)) {
            ScriptedEarpiece again = started(RunningGateway.httpPort(after));
            assertThat(again.answers().getFirst()).contains("\"acknowledged\":39", callId);
            speak(again, 40, 80);
            assertEachOnce(80);
        }
    }
}
