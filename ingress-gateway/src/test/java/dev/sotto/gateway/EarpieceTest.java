package dev.sotto.gateway;

import static dev.sotto.gateway.RunningGateway.ISSUER;
import static dev.sotto.gateway.RunningGateway.SOON;
import static dev.sotto.gateway.RunningGateway.TOKEN;
import static dev.sotto.gateway.RunningGateway.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.codec.VoiceEncoder;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.Notice;
import dev.sotto.schemas.security.RevokedKind;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiters' devices on real WebSockets. */
class EarpieceTest {

    private static RunningGateway gateway;

    private final String session = UUID.randomUUID().toString();
    private String table = "";

    @BeforeAll
    static void start() {
        gateway = RunningGateway.shared();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void chooseTable() {
        table = session.substring(0, 8);
    }

    private static ScriptedEarpiece device() throws Exception {
        return new ScriptedEarpiece(gateway.httpPort(), "Bearer " + TOKEN);
    }

    private ScriptedEarpiece started() throws Exception {
        ScriptedEarpiece device = device();
        device.start(session, table);
        await().atMost(SOON).until(() -> !device.answers().isEmpty());
        return device;
    }

    private String callId() {
        return gateway.callOf(started -> table.equals(started.tableNumber()));
    }

    @Test
    void whatAWaiterSaysIsAcknowledgedOnceItIsDurable() throws Exception {
        ScriptedEarpiece device = started();
        for (int i = 0; i < 20; i++) {
            device.speak(i);
        }
        await().atMost(SOON).until(() -> device.acknowledged() == 19);
        device.text("{\"type\":\"stop\"}");

        String callId = callId();
        await().atMost(SOON)
                .until(() -> !gateway.eventsOf(callId, CallEnded.class).isEmpty());
        await().atMost(SOON)
                .until(() -> !gateway.framesOf(callId).isEmpty()
                        && gateway.framesOf(callId).getLast().last());
        assertThat(gateway.sequencesOf(callId))
                .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
        assertThat(gateway.framesOf(callId))
                .allMatch(record ->
                        record.sampleRateHz() == 16_000 && record.audio().remaining() == 640 * record.frameCount());
    }

    @Test
    void whatComesAsOpusIsHeardAsItWasSaid() throws Exception {
        ScriptedEarpiece device = started();
        VoiceEncoder encoder = Codec.OPUS.encoder();
        byte[] packet = new byte[VoiceEncoder.MAX_BYTES];
        short[] tone = new short[320];
        for (int frame = 0; frame < 50; frame++) {
            for (int i = 0; i < tone.length; i++) {
                tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 440 * (frame * 320 + i) / 16_000));
            }
            int length = encoder.encode(tone, 0, tone.length, packet, 0);
            device.binary(ByteBuffer.allocate(9 + length)
                    .put((byte) 4)
                    .putLong(frame)
                    .put(packet, 0, length)
                    .flip());
        }
        await().atMost(SOON).until(() -> device.acknowledged() == 49);
        String callId = callId();
        await().atMost(SOON).until(() -> gateway.sequencesOf(callId).size() == 50);
        int crossings = 0;
        short before = 0;
        for (AudioFrames record : gateway.framesOf(callId)) {
            ByteBuffer pcm = record.audio().slice().order(ByteOrder.LITTLE_ENDIAN);
            assertThat(pcm.remaining()).isEqualTo(640 * record.frameCount());
            while (pcm.remaining() >= 2) {
                short sample = pcm.getShort();
                crossings += before < 0 && sample >= 0 ? 1 : 0;
                before = sample;
            }
        }
        assertThat(crossings).as("of nought upwards in a second of 440 Hz").isBetween(430, 445);
    }

    @Test
    void aDeadSpotLosesNothingAndDoublesNothing() throws Exception {
        ScriptedEarpiece first = started();
        for (int i = 0; i < 10; i++) {
            first.speak(i);
        }
        await().atMost(SOON).until(() -> first.acknowledged() >= 4);
        first.cut();

        ScriptedEarpiece second = started();
        assertThat(second.answers().getFirst()).contains("\"type\":\"started\"", "\"acknowledged\":");
        for (int i = 5; i < 15; i++) {
            second.speak(i);
        }
        await().atMost(SOON).until(() -> second.acknowledged() == 14);
        String callId = callId();
        await().atMost(SOON).until(() -> gateway.sequencesOf(callId).size() >= 15);
        assertThat(gateway.sequencesOf(callId))
                .containsExactlyElementsOf(LongStream.range(0, 15).boxed().toList());
    }

    @Test
    void ourVoiceAndNoticesReachTheWaiterAndAGoodbyeEndsTheSession() throws Exception {
        ScriptedEarpiece device = started();
        String callId = callId();
        gateway.reply(callId, tone(200, 16_000));
        gateway.reply(callId, new Notice("Table 12 is ready"));
        gateway.reply(callId, new HangUp("done"));
        await().atMost(SOON).until(() -> device.texts().stream().anyMatch(text -> text.contains("\"ended\"")));
        assertThat(device.voice()).hasSize(10).allMatch(frame -> frame.remaining() == 640);
        assertThat(device.texts()).anyMatch(text -> text.contains("Table 12 is ready"));
        await().atMost(SOON)
                .until(() -> gateway.eventsOf(callId, PlaybackFinished.class).size() == 1);
    }

    @Test
    void aBrowserShowsItsTokenAsASubprotocol() throws Exception {
        ScriptedEarpiece device =
                new ScriptedEarpiece(gateway.httpPort(), null, "sotto.earpiece.v1", "bearer." + TOKEN);
        assertThat(device.subprotocol()).isEqualTo("sotto.earpiece.v1");
        device.cut();
    }

    @Test
    void anUnknownDeviceIsTurnedAwayBeforeItsFirstWord() {
        assertThatThrownBy(() -> new ScriptedEarpiece(gateway.httpPort(), "Bearer wrong"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void aRevokedDeviceIsShutOutOfItsOpenLineAndDoesNotComeBack() throws Exception {
        String lost = ISSUER.token("ear-lost", "chez-test");
        ScriptedEarpiece device = new ScriptedEarpiece(gateway.httpPort(), "Bearer " + lost);
        ScriptedEarpiece other = device();
        gateway.revoke("ear-lost", RevokedKind.DEVICE);
        assertThat(device.closeCode()).isEqualTo(4401);
        assertThatThrownBy(() -> new ScriptedEarpiece(gateway.httpPort(), "Bearer " + lost))
                .cause()
                .isInstanceOf(WebSocketHandshakeException.class);
        other.speak(0);
        assertThat(other.closeCode()).as("is still listened to").isEqualTo(4403);
    }

    @Test
    void aFrameThatIsNoFrameClosesTheConnectionWithItsReason() throws Exception {
        ScriptedEarpiece device = started();
        device.binary(ByteBuffer.allocate(7));
        assertThat(device.closeCode()).isEqualTo(4400);
    }

    @Test
    void aFrameOutOfOrderClosesTheConnectionWithItsReason() throws Exception {
        ScriptedEarpiece device = started();
        device.speak(7);
        assertThat(device.closeCode()).isEqualTo(4409);
    }

    @Test
    void aFrameBeforeAStartClosesTheConnectionWithItsReason() throws Exception {
        ScriptedEarpiece device = device();
        device.speak(0);
        assertThat(device.closeCode()).isEqualTo(4403);
    }

    @Test
    void aMessageLargerThanAnyFrameClosesTheConnection() throws Exception {
        ScriptedEarpiece device = started();
        // One byte too many, so that all of it has left before the gateway hangs up.
        device.binary(ByteBuffer.allocate(2_049));
        assertThat(device.closeCode()).isEqualTo(1009);
    }
}
