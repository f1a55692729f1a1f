package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.MediaStalled;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Callers from whom nothing comes, on a gateway that loses its patience after a second. */
class SilentCallerTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.with("gateway.media.patience=1s");
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
    void aCallerFromWhomNothingComesAnyMoreIsToldOfAndHungUpOn() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = ScriptedSound.plain(Codec.PCMU).calls(caller)) {
            String callId = gateway.callOf(caller);
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
                    .matches(stalled -> stalled.silentMillis() >= 1000 && stalled.silentMillis() < 3000);
        }
    }

    @Test
    void aHeldCallerMayBeSilentAndHisMusicIsNotHeard() throws Exception {
        try (ScriptedPeer caller = gateway.peer();
                ScriptedSound sound = ScriptedSound.plain(Codec.PCMU).calls(caller)) {
            String callId = gateway.callOf(caller);
            sound.speakCode(0x7F);
            assertThat(caller.reinvite(sound.offer() + "a=sendonly\r\n")).contains("a=recvonly");
            caller.acknowledge("");
            for (int i = 0; i < 10; i++) {
                sound.speakCode(0x55);
            }
            assertThat(caller.receiveWithin(1800)).as("no goodbye while held").isNull();
            assertThat(caller.reinvite(sound.offer() + "a=sendrecv\r\n")).contains("a=sendrecv");
            caller.acknowledge("");
            await().atMost(SOON).until(() -> {
                sound.speakCode(0x7F);
                return frames(callId).size() >= 6;
            });
            assertThat(frames(callId)).allMatch(frame -> frame.audio().getShort(0) == 0);
            assertThat(gateway.eventsOf(callId, MediaStalled.class)).isEmpty();
            caller.inDialog("BYE");
        }
    }
}
