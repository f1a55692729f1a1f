package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.DIALLED;
import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.srtp.CryptoSuite;
import dev.sotto.gateway.rtp.srtp.MasterKey;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.DtmfMethod;
import dev.sotto.schemas.call.DtmfPressed;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.MediaQuality;
import dev.sotto.schemas.call.MediaStalled;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sound of calls on real sockets: whose it is, what it is packed in, and what it says beside words. */
class SoundTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway("gateway.media.patience=2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String callOf(ScriptedPeer caller) {
        return gateway.callOf(started -> caller.callerNumber().equals(started.callerNumber()));
    }

    private static List<AudioFrames> frames(String callId) {
        return gateway.framesOf(callId).stream()
                .filter(frame -> frame.concealed() == 0 && !frame.last())
                .toList();
    }

    private static ScriptedSound call(ScriptedPeer caller, ScriptedSound sound) throws Exception {
        caller.invite(DIALLED, sound.offer());
        String answer = caller.finalAnswerTo("INVITE");
        assertThat(answer).startsWith("SIP/2.0 200");
        caller.acknowledge("");
        sound.answered(answer);
        return sound;
    }

    @Test
    void aStrangerIsNeverHeardAndHearsNothing() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = call(caller, ScriptedSound.plain(Codec.PCMU));
                ScriptedSound stranger = ScriptedSound.plain(Codec.PCMU)) {
            String callId = callOf(caller);
            stranger.sendTo(sound);
            for (int i = 0; i < 20; i++) {
                stranger.speakCode(0x55);
            }
            for (int i = 0; i < 20; i++) {
                sound.speakCode(0x7F);
                stranger.speakCode(0x55);
            }
            await().atMost(SOON).until(() -> frames(callId).size() >= 20);
            assertThat(frames(callId)).allMatch(frame -> frame.audio().getShort(0) == 0);
            sound.hear();
            assertThatThrownBy(stranger::hear).isInstanceOf(SocketTimeoutException.class);
            caller.inDialog("BYE");
        }
    }

    @Test
    void aKeyIsPressedOnceHoweverOftenItIsSent() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = call(caller, ScriptedSound.plain(Codec.PCMU))) {
            String callId = callOf(caller);
            sound.speakCode(0x7F);
            sound.press(5);
            sound.press(5);
            sound.press(11);
            sound.speakCode(0x7F);
            await().atMost(SOON)
                    .until(() -> gateway.eventsOf(callId, DtmfPressed.class).size() >= 3);
            caller.inDialog("BYE");
            await().atMost(SOON)
                    .until(() -> !gateway.eventsOf(callId, CallEnded.class).isEmpty());
            assertThat(gateway.eventsOf(callId, DtmfPressed.class))
                    .containsExactly(
                            new DtmfPressed("5", DtmfMethod.RTP),
                            new DtmfPressed("5", DtmfMethod.RTP),
                            new DtmfPressed("#", DtmfMethod.RTP));
        }
    }

    @Test
    void aWidebandCallReachesTheLogAsWidebandAndIsAnsweredSo() throws Exception {
        for (Codec codec : List.of(Codec.G722, Codec.OPUS)) {
            try (ScriptedPeer caller = gateway.peer();
                    ScriptedSound sound = call(caller, ScriptedSound.plain(codec))) {
                String callId = callOf(caller);
                for (int i = 0; i < 25; i++) {
                    sound.speakTone(3000);
                }
                await().atMost(SOON).until(() -> frames(callId).size() >= 24);
                assertThat(frames(callId))
                        .allMatch(frame -> frame.sampleRateHz() == 16_000
                                && frame.audio().remaining() == 640 * frame.frameCount());
                gateway.reply(callId, tone(2000, 16_000));
                await().atMost(SOON).until(() -> sound.hear() > 2000);
                caller.inDialog("BYE");
            }
        }
    }

    @Test
    void protectedSoundIsHeardAndUnprovedSoundIsNot() throws Exception {
        for (CryptoSuite suite : CryptoSuite.values()) {
            try (ScriptedPeer caller = gateway.peer();
                    ScriptedSound sound = call(caller, ScriptedSound.secured(suite, MasterKey.fresh()))) {
                String callId = callOf(caller);
                for (int i = 0; i < 20; i++) {
                    sound.speakCode(0x7F);
                    sound.speakUnproved();
                }
                await().atMost(SOON).until(() -> frames(callId).size() >= 20);
                assertThat(frames(callId))
                        .hasSize(20)
                        .allMatch(frame -> frame.audio().getShort(0) == 0);
                gateway.reply(callId, tone(2000, 8000));
                await().atMost(SOON).until(() -> sound.hear() > 2000);
                caller.inDialog("BYE");
            }
        }
    }

    @Test
    void reportsTellWhatBecameOfOurPacketsAndHowLongTheyTook() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = call(caller, ScriptedSound.plain(Codec.PCMU))) {
            String callId = callOf(caller);
            await().atMost(SOON).until(() -> {
                sound.speakCode(0x7F);
                sound.speakCode(0x7F);
                sound.hear();
                return sound.answerReports(7, 80);
            });
            caller.inDialog("BYE");
            await().atMost(SOON)
                    .until(() -> !gateway.eventsOf(callId, CallEnded.class).isEmpty());
            MediaQuality quality = gateway.eventsOf(callId, MediaQuality.class).getFirst();
            assertThat(quality.packetsLostThere()).isEqualTo(7);
            assertThat(quality.jitterThereMillis()).isEqualTo(10.0);
            assertThat(quality.roundTripMillis()).isBetween(0.0, 2000.0);
            assertThat(quality.packetsLost()).isZero();
        }
    }

    @Test
    void aCallerFromWhomNothingComesAnyMoreIsToldOfAndHungUpOn() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = call(caller, ScriptedSound.plain(Codec.PCMU))) {
            String callId = callOf(caller);
            sound.speakCode(0x7F);
            String bye = caller.receive();
            assertThat(bye).startsWith("BYE");
            caller.accept(bye);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(gateway.eventsOf(callId, CallEnded.class))
                            .extracting(CallEnded::reason)
                            .containsExactly(EndReason.MEDIA_LOST));
            assertThat(gateway.eventsOf(callId, MediaStalled.class))
                    .singleElement()
                    .matches(stalled -> stalled.silentMillis() >= 2000 && stalled.silentMillis() < 4000);
        }
    }

    @Test
    void aHeldCallerMayBeSilentAndHisMusicIsNotHeard() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = call(caller, ScriptedSound.plain(Codec.PCMU))) {
            String callId = callOf(caller);
            sound.speakCode(0x7F);
            assertThat(caller.reinvite(sound.offer() + "a=sendonly\r\n")).contains("a=recvonly");
            caller.acknowledge("");
            for (int i = 0; i < 10; i++) {
                sound.speakCode(0x55);
            }
            assertThat(caller.receiveWithin(3500)).as("no goodbye while held").isNull();
            assertThat(caller.reinvite(sound.offer() + "a=sendrecv\r\n")).contains("a=sendrecv");
            caller.acknowledge("");
            for (int i = 0; i < 5; i++) {
                sound.speakCode(0x7F);
            }
            await().atMost(SOON).until(() -> frames(callId).size() >= 6);
            assertThat(frames(callId)).allMatch(frame -> frame.audio().getShort(0) == 0);
            assertThat(gateway.eventsOf(callId, MediaStalled.class)).isEmpty();
            caller.inDialog("BYE");
        }
    }
}
