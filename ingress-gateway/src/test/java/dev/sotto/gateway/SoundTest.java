package dev.sotto.gateway;

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
import dev.sotto.schemas.call.MediaQuality;
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
        gateway = RunningGateway.shared();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<AudioFrames> frames(String callId) {
        return gateway.eachFrameOf(callId).stream()
                .filter(frame -> frame.concealed() == 0 && !frame.last())
                .toList();
    }

    @Test
    void aStrangerIsNeverHeardAndHearsNothing() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = ScriptedSound.plain(Codec.PCMU).calls(caller);
                ScriptedSound stranger = ScriptedSound.plain(Codec.PCMU)) {
            String callId = gateway.callOf(caller);
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
                ScriptedSound sound = ScriptedSound.plain(Codec.PCMU).calls(caller)) {
            String callId = gateway.callOf(caller);
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
                    ScriptedSound sound = ScriptedSound.plain(codec).calls(caller)) {
                String callId = gateway.callOf(caller);
                for (int i = 0; i < 25; i++) {
                    sound.speakTone(3000);
                }
                await().atMost(SOON).until(() -> frames(callId).size() >= 24);
                assertThat(frames(callId))
                        .allMatch(frame -> frame.sampleRateHz() == 16_000
                                && frame.audio().remaining() == 640 * frame.frameCount());
                // Above what a narrow line carries: lost if it were thinned out anywhere on its way.
                gateway.reply(callId, tone(5_000, 1_000, 16_000));
                sound.hearLouderThan(2000);
                caller.inDialog("BYE");
            }
        }
    }

    @Test
    void protectedSoundIsHeardAndUnprovedSoundIsNot() throws Exception {
        for (CryptoSuite suite : CryptoSuite.values()) {
            try (ScriptedPeer caller = gateway.peer();
                    ScriptedSound sound =
                            ScriptedSound.secured(suite, MasterKey.fresh()).calls(caller)) {
                String callId = gateway.callOf(caller);
                for (int i = 0; i < 20; i++) {
                    sound.speakCode(0x7F);
                    sound.speakUnproved();
                }
                await().atMost(SOON).until(() -> frames(callId).size() >= 20);
                assertThat(frames(callId))
                        .hasSize(20)
                        .allMatch(frame -> frame.audio().getShort(0) == 0);
                gateway.reply(callId, tone(2000, 8000));
                sound.hearLouderThan(2000);
                caller.inDialog("BYE");
            }
        }
    }

    @Test
    void reportsTellWhatBecameOfOurPacketsAndHowLongTheyTook() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = ScriptedSound.plain(Codec.PCMU).calls(caller)) {
            String callId = gateway.callOf(caller);
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
}
