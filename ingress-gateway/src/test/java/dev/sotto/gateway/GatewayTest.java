package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallResumed;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.call.PlaybackStarted;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.StopPlayback;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole gateway on a real broker, with phones on real sockets. */
class GatewayTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.shared();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String callOf(ScriptedPeer caller) {
        return gateway.callOf(started -> caller.callerNumber().equals(started.callerNumber()));
    }

    private static void awaitEnd(String callId, EndReason reason) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gateway.eventsOf(callId, CallEnded.class))
                        .extracting(CallEnded::reason)
                        .containsExactly(reason));
        await().atMost(SOON).until(() -> {
            List<AudioFrames> frames = gateway.eachFrameOf(callId);
            return !frames.isEmpty() && frames.getLast().last();
        });
    }

    @Test
    void aCallIsAnsweredHeardSpokenToAndEnded() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            String answer = caller.call(DIALLED);
            assertThat(answer).contains("a=rtpmap:0 PCMU/8000", "a=sendrecv");
            String callId = callOf(caller);
            for (int i = 0; i < 50; i++) {
                caller.speak((byte) i);
            }
            await().atMost(SOON).until(() -> gateway.eachFrameOf(callId).size() >= 50);
            assertThat(gateway.eachFrameOf(callId))
                    .extracting(AudioFrames::firstSequence)
                    .startsWith(0L, 1L, 2L, 3L);

            gateway.reply(callId, tone(400, 16_000));
            caller.listenForSound();
            gateway.reply(callId, new HangUp("done"));
            String bye = caller.receive();
            assertThat(bye).startsWith("BYE sip:peer@127.0.0.1:");
            caller.accept(bye);

            awaitEnd(callId, EndReason.COMPLETED);
            assertThat(gateway.eventsOf(callId, CallAnswered.class)).containsExactly(new CallAnswered("PCMU"));
            assertThat(gateway.eventsOf(callId, PlaybackStarted.class)).hasSize(1);
            assertThat(gateway.eventsOf(callId, PlaybackFinished.class))
                    .first()
                    .matches(finished -> finished.playedMillis() == 400 && !finished.interrupted());
        }
    }

    @Test
    void anInviteThatFillsSeveralPacketsOfTheNetworkIsReadWhole() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.isAble("X-Long: " + "x".repeat(6_000) + "\r\n");
            caller.call(DIALLED);
            caller.inDialog("BYE");
            assertThat(caller.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void hangingUpMidCallEndsTheStream() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = callOf(caller);
            caller.speak((byte) 1);
            caller.speak((byte) 2);
            await().atMost(SOON).until(() -> gateway.eachFrameOf(callId).size() >= 2);

            caller.inDialog("BYE");
            assertThat(caller.finalAnswerTo("BYE")).startsWith("SIP/2.0 200");

            awaitEnd(callId, EndReason.CALLER_HUNG_UP);
            AudioFrames last = gateway.eachFrameOf(callId).getLast();
            assertThat(last.firstSequence())
                    .isEqualTo(gateway.eachFrameOf(callId).size() - 1);
            assertThat(last.frameCount()).isZero();
        }
    }

    /** How a hole is concealed is tested where time is ours: here a busy machine may find the caller silent besides. */
    @Test
    void ofLostPacketsEveryFrameIsMadeUpOrToldAsLost() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = callOf(caller);
            caller.speak((byte) 1);
            caller.lose(10);
            caller.speak((byte) 2);
            caller.speak((byte) 3);
            await().atMost(SOON).until(() -> spoken(callId).size() >= 3);

            long next = 0;
            for (AudioFrames frame : gateway.eachFrameOf(callId)) {
                assertThat(frame.firstSequence()).isEqualTo(next + frame.lostBefore());
                next = frame.firstSequence() + 1;
            }
            List<AudioFrames> spoken = spoken(callId);
            assertThat(spoken.get(0).firstSequence()).isZero();
            assertThat(spoken.get(1).firstSequence()).isGreaterThanOrEqualTo(11);
            assertThat(spoken.get(2).firstSequence()).isEqualTo(spoken.get(1).firstSequence() + 1);
            caller.inDialog("BYE");
        }
    }

    private List<AudioFrames> spoken(String callId) {
        return gateway.eachFrameOf(callId).stream()
                .filter(frame -> !frame.last() && frame.concealed() == 0)
                .toList();
    }

    @Test
    void anInterruptedReplyFallsSilentAndSaysHowMuchWasHeard() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = callOf(caller);
            gateway.reply(callId, "first", tone(5000, 8000));
            gateway.reply(callId, "second", tone(5000, 8000));
            caller.listenForSound();
            caller.speak((byte) 1);
            gateway.reply(callId, new StopPlayback());

            await().atMost(SOON)
                    .until(() ->
                            gateway.eventsOf(callId, PlaybackFinished.class).size() == 2);
            assertThat(gateway.eventsOf(callId, PlaybackFinished.class))
                    .allMatch(PlaybackFinished::interrupted)
                    .anyMatch(finished -> finished.replyId().equals("second") && finished.playedMillis() == 0)
                    .anyMatch(finished -> finished.replyId().equals("first")
                            && finished.playedMillis() > 0
                            && finished.playedMillis() < 5000);
            assertThat(gateway.eachFrameOf(callId)).first().matches(AudioFrames::playing);
            caller.inDialog("BYE");
        }
    }

    @Test
    void aReplyWrittenTwiceIsPlayedOnce() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = callOf(caller);
            gateway.reply(callId, "once", tone(100, 8000));
            gateway.reply(callId, "once", tone(100, 8000));
            gateway.reply(callId, "then", tone(100, 8000));
            await().atMost(SOON)
                    .until(() -> gateway.eventsOf(callId, PlaybackFinished.class).stream()
                            .anyMatch(finished -> finished.replyId().equals("then")));
            assertThat(gateway.eventsOf(callId, PlaybackStarted.class))
                    .extracting(PlaybackStarted::replyId)
                    .containsExactly("once", "then");
            caller.inDialog("BYE");
        }
    }

    @Test
    void aNumberNobodyHasIsToldSo() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.invite("+33999999999", caller.offer(""));
            String answer = caller.finalAnswerTo("INVITE");
            caller.acknowledgeRefusal(answer);
            assertThat(answer).startsWith("SIP/2.0 404 No Restaurant Has This Number");
        }
    }

    @Test
    void aCallerWithoutACommonCodecIsToldSo() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.invite(DIALLED, caller.offer("RTP/AVP 18", ""));
            String answer = caller.finalAnswerTo("INVITE");
            caller.acknowledgeRefusal(answer);
            assertThat(answer).startsWith("SIP/2.0 488 No common codec");
            String callId = callOf(caller);
            await().atMost(SOON)
                    .until(() -> !gateway.eventsOf(callId, CallEnded.class).isEmpty());
        }
    }

    @Test
    void aCallerWhoOffersNothingIsOfferedBothLawsAndChooses() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.invite(DIALLED, "");
            assertThat(caller.finalAnswerTo("INVITE")).startsWith("SIP/2.0 200").contains("RTP/AVP 111 9 0 8 110 101");
            caller.acknowledge(caller.offer("RTP/AVP 8", ""));
            String callId = callOf(caller);
            await().atMost(SOON)
                    .until(() -> !gateway.eventsOf(callId, CallAnswered.class).isEmpty());
            assertThat(gateway.eventsOf(callId, CallAnswered.class)).containsExactly(new CallAnswered("PCMA"));
            caller.inDialog("BYE");
        }
    }

    @Test
    void aHeldCallIsAnsweredAsHeldAndResumed() throws Exception {
        try (ScriptedPeer caller = gateway.peer()) {
            caller.call(DIALLED);
            String callId = callOf(caller);
            assertThat(caller.reinvite(caller.offer("a=sendonly\r\n"))).contains("a=recvonly");
            caller.acknowledge("");
            assertThat(caller.reinvite(caller.offer("a=inactive\r\n"))).contains("a=inactive");
            caller.acknowledge("");
            assertThat(caller.reinvite(caller.offer("a=sendrecv\r\n"))).contains("a=sendrecv");
            caller.acknowledge("");
            await().atMost(SOON)
                    .until(() -> gateway.eventsOf(callId, CallResumed.class).size() == 1);
            assertThat(gateway.eventsOf(callId, CallHeld.class)).hasSize(1);
            caller.inDialog("BYE");
        }
    }
}
