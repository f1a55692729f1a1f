package dev.sotto.load.earpiece;

import dev.sotto.load.sound.Pcm;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words on an earpiece's WebSocket. Binary messages are big-endian and begin with a kind and a number: 1 is a frame of
 * the waiter's voice, 2 acknowledges all frames up to a number, 3 is our own voice; sound is PCM16LE at 16 kHz, 20 ms a
 * message. Text messages are JSON objects with a {@code type}.
 */
final class EarpieceWire {
    private static final byte VOICE_OF_THE_WAITER = 1;
    private static final byte ACKNOWLEDGEMENT = 2;
    private static final byte VOICE_OF_THE_HOUSE = 3;
    private static final int ENVELOPE_BYTES = 1 + Long.BYTES;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the gateway tells the device. */
    sealed interface Told {
        /** It knows the session under a call id, and lacks the frames from {@code next} on. */
        record Ready(String callId, long next) implements Told {}

        /** It holds every frame before {@code next} safely. */
        record Acknowledged(long next) implements Told {}

        record Spoken(Pcm sound) implements Told {}

        record Noticed(String text) implements Told {}

        /** What a device with a screen shows or answers; this one has none: captions, what was heard, signs of life. */
        record Aside(String type) implements Told {}

        /** The session is over. */
        record Ended(String reason) implements Told {}

        /** This device or what it does is not wanted; coming again would change nothing. */
        record TurnedAway(String reason) implements Told {}

        record Unknown(String text) implements Told {}
    }

    private EarpieceWire() {}

    /** {@code from} is the first frame the device still holds. An empty language leaves it to the restaurant. */
    static String start(String session, String table, String language, long from) {
        return JSON.writeValueAsString(
                Map.of("type", "start", "session", session, "table", table, "language", language, "from", from));
    }

    static String stop() {
        return JSON.writeValueAsString(Map.of("type", "stop"));
    }

    static ByteBuffer frame(long number, Pcm sound) {
        byte[] samples = sound.littleEndian();
        return ByteBuffer.allocate(ENVELOPE_BYTES + samples.length)
                .put(VOICE_OF_THE_WAITER)
                .putLong(number)
                .put(samples)
                .flip();
    }

    static Told read(ByteBuffer message) {
        if (message.remaining() < ENVELOPE_BYTES) {
            return new Told.Unknown(message.remaining() + " bytes");
        }
        byte kind = message.get();
        long number = message.getLong();
        byte[] rest = new byte[message.remaining()];
        message.get(rest);
        return switch (kind) {
            case ACKNOWLEDGEMENT -> new Told.Acknowledged(number + 1);
            case VOICE_OF_THE_HOUSE -> new Told.Spoken(Pcm.littleEndian(rest, Pcm.EARPIECE_RATE_HZ));
            default -> new Told.Unknown("kind " + kind);
        };
    }

    static Told read(String message) {
        JsonNode json;
        try {
            json = JSON.readTree(message);
        } catch (JacksonException noJson) {
            return new Told.Unknown(message);
        }
        return switch (json.path("type").asString("")) {
            case "started" ->
                new Told.Ready(
                        json.path("callId").asString(""),
                        json.path("acknowledged").asLong(-1) + 1);
            case "notice" -> new Told.Noticed(json.path("text").asString(""));
            case "said", "heard", "unclear", "welcome", "beat" ->
                new Told.Aside(json.path("type").asString(""));
            case "ended" -> new Told.Ended(json.path("reason").asString(""));
            default -> new Told.Unknown(message);
        };
    }
}
