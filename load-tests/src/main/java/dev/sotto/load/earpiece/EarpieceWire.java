package dev.sotto.load.earpiece;

import dev.sotto.load.sound.Pcm;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words on an earpiece's WebSocket. Text messages are JSON objects with a {@code type}; binary ones are sound: from
 * the device an eight-byte big-endian frame number and 20 ms of PCM16LE at 16 kHz, to the device PCM16LE at 16 kHz.
 */
final class EarpieceWire {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the gateway tells the device. */
    sealed interface Told {
        /** It knows the session and lacks the frames from {@code next} on. */
        record Ready(long next) implements Told {}

        /** It holds every frame before {@code next} safely. */
        record Acknowledged(long next) implements Told {}

        record Spoken(Pcm sound) implements Told {}

        record Noticed(String text) implements Told {}

        /** Whatever is being played is to stop. */
        record Hushed() implements Told {}

        /** The session is over; {@code reason} is empty when it ended as it should. */
        record Ended(String reason) implements Told {}

        record Unknown(String text) implements Told {}
    }

    private EarpieceWire() {}

    static String start(String session, String table) {
        return JSON.writeValueAsString(Map.of("type", "start", "session", session, "table", table));
    }

    /** {@code frames} is how many were spoken in all. */
    static String stop(String session, long frames) {
        return JSON.writeValueAsString(Map.of("type", "stop", "session", session, "frames", frames));
    }

    static ByteBuffer frame(long number, Pcm sound) {
        byte[] samples = sound.littleEndian();
        return ByteBuffer.allocate(Long.BYTES + samples.length)
                .putLong(number)
                .put(samples)
                .flip();
    }

    static Told read(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return new Told.Spoken(Pcm.littleEndian(bytes, Pcm.EARPIECE_RATE_HZ));
    }

    static Told read(String message) {
        JsonNode json;
        try {
            json = JSON.readTree(message);
        } catch (JacksonException noJson) {
            return new Told.Unknown(message);
        }
        return switch (json.path("type").asString("")) {
            case "ready" -> new Told.Ready(json.path("next").asLong(0));
            case "ack" -> new Told.Acknowledged(json.path("next").asLong(0));
            case "notice" -> new Told.Noticed(json.path("text").asString(""));
            case "hush" -> new Told.Hushed();
            case "ended" -> new Told.Ended(json.path("reason").asString(""));
            default -> new Told.Unknown(message);
        };
    }
}
