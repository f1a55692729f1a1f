package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.room.PipelineRooms;
import dev.sotto.gateway.room.Room;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.restaurant.NoRoom;
import dev.sotto.schemas.restaurant.NoRoomChoice;
import dev.sotto.schemas.room.Announcement;
import dev.sotto.schemas.room.Occasion;
import dev.sotto.schemas.room.PipelineRoom;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One line is all there is, and somebody is on it. */
class NoRoomTest {

    private static RunningGateway gateway;
    private ScriptedPeer served;
    private ScriptedPeer late;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("gateway.capacity=1", "gateway.waiting-lines=1");
        for (Occasion occasion : Occasion.values()) {
            Announcement announcement = new Announcement(
                    Envelope.unique(Topics.VOICE_ANNOUNCEMENTS, "*"),
                    occasion,
                    "en",
                    "All lines are busy.",
                    8000,
                    RunningGateway.tone(300, 8000).audio());
            gateway.publish(Topics.VOICE_ANNOUNCEMENTS, Announcement.key(occasion, "en"), announcement);
        }
    }

    @AfterAll
    static void stop() {
        gateway.publish(null);
        gateway.close();
    }

    @BeforeEach
    void fillTheHouse() throws IOException {
        served = gateway.peer();
        late = gateway.peer();
        served.call(DIALLED);
        callOf(served);
    }

    @AfterEach
    void emptyTheHouse() throws IOException {
        served.inDialog("BYE");
        await().atMost(SOON)
                .until(() -> gateway.eventsOf(callOf(served), CallEnded.class).size() == 1);
        served.close();
        late.close();
    }

    @Test
    void aRestaurantWithAPhoneOfItsOwnGetsTheCaller() throws IOException {
        wants(NoRoomChoice.REDIRECT, "sip:bar@192.0.2.7", 0);
        late.invite(DIALLED, late.offer(""));
        String moved = late.finalAnswerTo("INVITE");
        late.acknowledgeRefusal(moved);

        assertThat(moved).startsWith("SIP/2.0 302 Moved Temporarily").contains("Contact: <sip:bar@192.0.2.7>");
    }

    @Test
    void aCallerHearsThatAllLinesAreBusyAndIsNobodysCall() throws IOException {
        wants(NoRoomChoice.ANNOUNCE, null, 0);
        late.call(DIALLED);
        assertThat(late.listenForSound()).isNotEmpty();
        late.accept(late.receive("BYE"));

        assertThat(isKnown(late)).isFalse();
        assertThat(turnedAway("announced")).isPositive();
    }

    @Test
    void moreThanWaitingLinesGetABusySignal() throws IOException {
        wants(NoRoomChoice.QUEUE, null, 60);
        late.call(DIALLED);
        assertThat(late.listenForSound()).isNotEmpty();
        try (ScriptedPeer later = gateway.peer()) {
            later.invite(DIALLED, later.offer(""));
            String refusal = later.finalAnswerTo("INVITE");
            later.acknowledgeRefusal(refusal);
            assertThat(refusal).startsWith("SIP/2.0 503").contains("Retry-After: 10");
        }
        late.inDialog("BYE");
        assertThat(late.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");
    }

    @Test
    void aCallerWaitsInTheQueueUntilThereIsRoomAndIsThenHeard() throws IOException {
        wants(NoRoomChoice.QUEUE, null, 60);
        late.call(DIALLED);
        assertThat(late.listenForSound()).isNotEmpty();
        assertThat(isKnown(late)).isFalse();

        served.inDialog("BYE");
        String call = callOf(late);
        await().atMost(SOON).until(() -> {
            late.speak((byte) 0x10);
            return !gateway.framesOf(call).isEmpty();
        });
        gateway.reply(call, RunningGateway.tone(200, 8000));
        assertThat(late.listenForSound()).isNotEmpty();
        late.inDialog("BYE");
        await().atMost(SOON).until(() -> gateway.eventsOf(call, CallEnded.class).size() == 1);
    }

    @Test
    void aCallerWhoWaitedInVainIsToldSo() throws IOException {
        wants(NoRoomChoice.QUEUE, null, 1);
        late.call(DIALLED);
        late.accept(late.receive("BYE"));

        assertThat(isKnown(late)).isFalse();
        assertThat(turnedAway("waited-in-vain")).isPositive();
    }

    @Test
    void aPipelineThatIsFullTurnsCallersAwayAndHealthSaysSo() throws Exception {
        try (RunningGateway other = RunningGateway.onItsOwnLog();
                ScriptedPeer caller = other.peer()) {
            Envelope envelope = Envelope.unique(Topics.PIPELINE_ROOM, "*");
            other.publish(Topics.PIPELINE_ROOM, "worker", new PipelineRoom(envelope, "worker", 5, 5, 0));
            await().atMost(SOON)
                    .until(() -> other.context().getBean(PipelineRooms.class).look() instanceof Room.Full);
            caller.invite(DIALLED, caller.offer(""));
            String refusal = caller.finalAnswerTo("INVITE");
            caller.acknowledgeRefusal(refusal);

            assertThat(refusal).startsWith("SIP/2.0 503 All Lines Are Busy").contains("Retry-After: 10");
            assertThat(other.context().getBean(GatewayHealth.class).health().block(SOON))
                    .satisfies(health -> assertThat(String.valueOf(health)).contains("audio pipeline"));
        }
    }

    private static void wants(NoRoomChoice choice, @Nullable String redirectTo, int queueSeconds) {
        gateway.publish(new dev.sotto.schemas.restaurant.Telephony(
                List.of(), List.of(), new NoRoom(choice, redirectTo, queueSeconds)));
    }

    private static double turnedAway(String how) {
        return gateway.context()
                .getBean(MeterRegistry.class)
                .get("sotto.gateway.calls.turned.away")
                .tag("how", how)
                .counter()
                .count();
    }

    private static String callOf(ScriptedPeer caller) {
        return gateway.callOf(started -> isBy(caller, started));
    }

    private static boolean isKnown(ScriptedPeer caller) {
        return gateway.isKnown(started -> isBy(caller, started));
    }

    private static boolean isBy(ScriptedPeer caller, CallStarted started) {
        return Objects.equals(caller.callerNumber(), started.callerNumber());
    }
}
