package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The log goes away in the middle of a call, for far longer than appends wait for it, and comes back. */
class LogOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration OUTAGE = PATIENCE.multipliedBy(3);
    private static final Duration RECOVERY = Duration.ofSeconds(40);

    /** Ten times faster than anyone speaks: what a call may keep is then full within a second. */
    private static final int MILLIS_BETWEEN_FRAMES = 2;

    @Test
    void aCallOutlivesTheLogAndTellsExactlyWhatOfItWasNotKept() throws Exception {
        RunningGateway gateway = RunningGateway.onItsOwnLog("gateway.kafka.patience=" + PATIENCE);
        ScheduledExecutorService mouth = Executors.newSingleThreadScheduledExecutor();
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = gateway.callOf(started -> caller.callerNumber().equals(started.callerNumber()));
            AtomicInteger spoken = new AtomicInteger();
            var speaking = mouth.scheduleAtFixedRate(
                    () -> {
                        try {
                            caller.speak((byte) spoken.getAndIncrement());
                        } catch (IOException gone) {
                            throw new UncheckedIOException(gone);
                        }
                    },
                    0,
                    MILLIS_BETWEEN_FRAMES,
                    TimeUnit.MILLISECONDS);
            await().atMost(RECOVERY).until(() -> gateway.framesOf(callId).size() > 20);

            gateway.stopBroker();
            long outageBegan = System.nanoTime();
            aNewCallerIsToldToTryAgain(gateway);
            while (System.nanoTime() - outageBegan < OUTAGE.toNanos()) {
                assertThat(caller.listen()).as("our voice goes on meanwhile").hasSize(160);
            }
            gateway.startBroker();

            int heardBefore = spoken.get();
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(gateway.framesOf(callId).getLast().firstSequence())
                                    .as("written %s, dropped %s", written(gateway), dropped(gateway, "log"))
                                    .isGreaterThan(heardBefore));
            speaking.cancel(false);
            caller.inDialog("BYE");
            assertThat(caller.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");
            await().atMost(RECOVERY)
                    .until(() -> gateway.framesOf(callId).getLast().last());

            assertEveryFrameIsThereOrTold(gateway.framesOf(callId));
            double dropped = dropped(gateway, "overflow") + dropped(gateway, "log");
            assertThat(dropped).as("frames that were dropped are counted").isGreaterThan(500);
            await().atMost(RECOVERY)
                    .until(() -> !gateway.eventsOf(callId, CallEnded.class).isEmpty());
            assertThat(gateway.eventsOf(callId, CallEnded.class))
                    .extracting(CallEnded::reason)
                    .containsOnly(EndReason.CALLER_HUNG_UP);
        } finally {
            mouth.shutdownNow();
            gateway.close();
        }
    }

    private static void aNewCallerIsToldToTryAgain(RunningGateway gateway) throws IOException {
        try (ScriptedPeer late = gateway.peer()) {
            late.invite(DIALLED, late.offer(""));
            String refusal = late.finalAnswerTo("INVITE");
            late.acknowledgeRefusal(refusal);
            assertThat(refusal)
                    .startsWith("SIP/2.0 503 Calls Cannot Be Recorded Now")
                    .contains("Retry-After: 10");
        }
        LiveCalls calls = gateway.context().getBean(LiveCalls.class);
        await().atMost(RECOVERY).until(() -> calls.count() == 1);
        assertThat(gateway.context().getBean(GatewayHealth.class).health().block(RECOVERY))
                .satisfies(health -> assertThat(String.valueOf(health)).contains("The log cannot be reached"));
    }

    private static double written(RunningGateway gateway) {
        return gateway.context()
                .getBean(MeterRegistry.class)
                .counter("sotto.gateway.frames.out")
                .count();
    }

    private static double dropped(RunningGateway gateway, String reason) {
        return gateway.context()
                .getBean(MeterRegistry.class)
                .counter("sotto.gateway.frames.dropped", "reason", reason)
                .count();
    }

    /** Nothing out of order, and no more missing than was told: with the next record, or soon after what was on its way. */
    private static void assertEveryFrameIsThereOrTold(List<AudioFrames> records) {
        long next = 0;
        int gaps = 0;
        long missed = 0;
        long told = 0;
        Set<String> delivered = new HashSet<>();
        for (AudioFrames record : records) {
            if (!delivered.add(record.envelope().eventId())) {
                continue; // The reader lost the log too, and is told again what it had not acknowledged.
            }
            assertThat(record.firstSequence()).isGreaterThanOrEqualTo(next);
            long missing = record.firstSequence() - next;
            missed += missing;
            told += record.lostBefore();
            gaps += missing > 0 ? 1 : 0;
            next = record.firstSequence() + record.frameCount();
        }
        assertThat(gaps).as("holes").isBetween(1, 20);
        // A frame that was given up may still have arrived.
        assertThat(told).as("told as lost").isGreaterThanOrEqualTo(missed);
    }
}
