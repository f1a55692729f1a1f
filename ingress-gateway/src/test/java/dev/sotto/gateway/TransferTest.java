package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.SpokenSummary;
import dev.sotto.schemas.reply.Transfer;
import dev.sotto.schemas.restaurant.HumanContact;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final byte CALLERS_VOICE = 0x10;
    private static final byte HUMANS_VOICE = 0x20;
    private static ScriptedHuman human;
    private static RunningGateway gateway;
    private ScriptedPeer peer;

    @BeforeAll
    static void start() throws IOException {
        human = new ScriptedHuman();
        gateway = RunningGateway.shared();
        gateway.publish(new dev.sotto.schemas.restaurant.Telephony(
                List.of(), List.of(new HumanContact("manager", human.address(), null)), null));
    }

    @AfterAll
    static void stop() {
        gateway.publish(null);
        human.close();
    }

    @BeforeEach
    void openPeer() throws IOException {
        peer = gateway.peer();
    }

    @AfterEach
    void closePeer() throws IOException {
        peer.close();
        while (human.receiveWithin(50) != null) {
            // What a test left behind is not the next one's.
        }
    }

    @Test
    void aPhoneThatCanIsSentToTheHumanItself() throws IOException {
        String call = referredTo("manager");
        String refer = peer.receive("REFER");
        assertThat(refer).contains("Refer-To: <" + human.address() + ">");
        peer.answer(refer, "202 Accepted");
        peer.tellsOfReferral("active;expires=60", "SIP/2.0 100 Trying\r\n");
        assertThat(peer.finalAnswerTo("NOTIFY")).startsWith("SIP/2.0 200");
        peer.tellsOfReferral("terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        String bye = peer.receive("BYE");
        peer.accept(bye);

        assertThat(bye).contains("Reason: Q.850;cause=16");
        awaitEnd(call, EndReason.TRANSFERRED);
        assertThat(gateway.eventsOf(call, CallTransferred.class))
                .containsExactly(new CallTransferred("sip:manager@127.0.0.1", false));
    }

    @Test
    void aPhoneThatHangsUpOnceItWasSentHasGoneToTheHuman() throws IOException {
        String call = referredTo("manager");
        peer.answer(peer.receive("REFER"), "202 Accepted");
        peer.tellsOfReferral("active", "SIP/2.0 180 Ringing\r\n");
        peer.finalAnswerTo("NOTIFY");
        peer.inDialog("BYE");

        awaitEnd(call, EndReason.TRANSFERRED);
        assertThat(gateway.eventsOf(call, CallTransferred.class)).hasSize(1);
    }

    @Test
    void aPhoneThatFindsTheHumanBusyComesBackToUs() throws IOException {
        String call = referredTo("manager");
        peer.answer(peer.receive("REFER"), "202 Accepted");
        peer.tellsOfReferral("terminated", "SIP/2.0 486 Busy Here\r\n");
        assertThat(peer.finalAnswerTo("NOTIFY")).startsWith("SIP/2.0 200");

        awaitFailure(call, "the human's phone answered 486");
        stillTalksWithUs(call);
    }

    @Test
    void aPhoneThatWillNotGoItselfIsBridged() throws IOException {
        String call = referredTo("manager");
        peer.answer(peer.receive("REFER"), "603 Decline");
        human.isCalled();
        human.answers();

        await().atMost(SOON)
                .until(() -> !gateway.eventsOf(call, CallTransferred.class).isEmpty());
        human.hangsUp();
        peer.accept(peer.receive("BYE"));
        awaitEnd(call, EndReason.TRANSFERRED);
    }

    @Test
    void theHumanHearsTheSummaryFirstAndThenTheTwoHearEachOther() throws IOException {
        peer.call(RunningGateway.DIALLED);
        String call = callOf(peer);
        peer.speak(CALLERS_VOICE);
        await().atMost(SOON).until(() -> !gateway.framesOf(call).isEmpty());
        PlayAudio tone = RunningGateway.tone(400, 8000);
        gateway.reply(call, new Transfer("manager", new SpokenSummary("a summary", 8000, tone.audio())));
        String invite = human.isCalled();
        assertThat(invite).contains("m=audio").contains("From: <sip:chez-test@");
        human.rings();
        assertThat(peer.listenForSound()).as("it rings").isNotEmpty();
        human.answers();
        assertThat(human.hears()).as("the summary").isNotEmpty();
        await().atMost(SOON)
                .until(() -> gateway.eventsOf(call, CallTransferred.class)
                        .equals(List.of(new CallTransferred("sip:manager@127.0.0.1", true))));

        int recorded = gateway.framesOf(call).size();
        await().atMost(SOON).until(() -> {
            peer.speak(CALLERS_VOICE);
            return human.hears()[10] == CALLERS_VOICE;
        });
        await().atMost(SOON).until(() -> {
            human.speaks(HUMANS_VOICE);
            return peer.listenForSound()[10] == HUMANS_VOICE;
        });
        assertThat(gateway.framesOf(call)).as("what the two say is theirs").hasSize(recorded);
        human.hangsUp();
        peer.accept(peer.receive("BYE"));
        awaitEnd(call, EndReason.TRANSFERRED);
    }

    @Test
    void aHumanWhoIsBusyLeavesTheCallerWithUs() throws IOException {
        peer.call(RunningGateway.DIALLED);
        String call = callOf(peer);
        gateway.reply(call, new Transfer("", null));
        human.isCalled();
        human.refuses("486 Busy Here");

        awaitFailure(call, "486 Busy Here");
        stillTalksWithUs(call);
    }

    @Test
    void aCallerWhoGivesUpWhileItRingsStopsTheRinging() throws IOException {
        peer.call(RunningGateway.DIALLED);
        String call = callOf(peer);
        gateway.reply(call, new Transfer("manager", null));
        String invite = human.isCalled();
        human.rings();
        peer.inDialog("BYE");
        String cancel = human.receive("CANCEL");
        human.answer(cancel, "200 OK", "");
        human.answer(invite, "487 Request Terminated", "");
        human.receive("ACK");

        awaitEnd(call, EndReason.CALLER_HUNG_UP);
        assertThat(gateway.eventsOf(call, CallTransferred.class)).isEmpty();
    }

    @Test
    void whoIsNotWrittenDownIsNeverCalled() throws IOException {
        for (String wish : List.of("stranger", "+4190012345", "sip:+4190012345@127.0.0.1", human.address() + ";x=y")) {
            try (ScriptedPeer caller = gateway.peer()) {
                caller.isAble("Allow: INVITE, ACK, BYE, REFER, NOTIFY\r\n");
                caller.call(RunningGateway.DIALLED);
                String call = callOf(caller);
                gateway.reply(call, new Transfer(wish, null));
                awaitFailure(call, "nobody of that name may be called");
                caller.inDialog("BYE");
                assertThat(caller.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");
            }
        }
        assertThat(human.receiveWithin(200)).isNull();
        assertThat(gateway.context()
                        .getBean(MeterRegistry.class)
                        .get("sotto.gateway.transfers")
                        .tag("outcome", "not-allowed")
                        .counter()
                        .count())
                .isEqualTo(4);
    }

    private String referredTo(String name) throws IOException {
        peer.isAble("Allow: INVITE, ACK, BYE, CANCEL, REFER, NOTIFY\r\n");
        peer.call(RunningGateway.DIALLED);
        String call = callOf(peer);
        gateway.reply(call, new Transfer(name, null));
        return call;
    }

    private static String callOf(ScriptedPeer caller) {
        return gateway.callOf(started -> caller.callerNumber().equals(started.callerNumber()));
    }

    private void stillTalksWithUs(String call) throws IOException {
        gateway.reply(call, RunningGateway.tone(200, 8000));
        assertThat(peer.listenForSound()).isNotEmpty();
        int recorded = gateway.framesOf(call).size();
        await().atMost(SOON).until(() -> {
            peer.speak(CALLERS_VOICE);
            return gateway.framesOf(call).size() > recorded;
        });
        peer.inDialog("BYE");
        awaitEnd(call, EndReason.CALLER_HUNG_UP);
    }

    private static void awaitFailure(String call, String why) {
        await().atMost(SOON)
                .until(() -> !gateway.eventsOf(call, TransferFailed.class).isEmpty());
        assertThat(gateway.eventsOf(call, TransferFailed.class).getFirst().reason())
                .isEqualTo(why);
    }

    private static void awaitEnd(String call, EndReason reason) {
        await().atMost(SOON).until(() -> gateway.eventsOf(call, CallEnded.class).size() == 1);
        assertThat(Objects.requireNonNull(
                                gateway.eventsOf(call, CallEnded.class).getFirst())
                        .reason())
                .isEqualTo(reason);
    }
}
