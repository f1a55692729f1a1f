package dev.sotto.gateway.earpiece;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device sends.
 *
 * <p>Binary, big-endian: {@code u8 kind = 1 · u64 sequence · 640 bytes PCM16 little-endian, 16 kHz, 20 ms}. Text:
 * {@code {"type":"start","session":"…","table":"12","language":"en","from":0}} and {@code {"type":"stop"}}.
 */
sealed interface Incoming {

    int AUDIO = 1;
    int FRAME_BYTES = 640;
    int ENVELOPE_BYTES = 9;

    /** A table or a session is named by a person or a UUID, not by a page of text. */
    int MAX_NAME_LENGTH = 64;

    record Audio(long sequence, ByteBuffer pcm) implements Incoming {}

    /** {@code from} is the first frame the device still holds: the gateway may have forgotten the session. */
    record Start(
            String session,
            @Nullable String table,
            @Nullable String language,
            long from) implements Incoming {}

    record Stop() implements Incoming {}

    record Bad(String why) implements Incoming {}

    static Incoming read(WebSocketMessage message, JsonMapper json) {
        return switch (message.getType()) {
            case BINARY -> binary(message);
            case TEXT -> text(message.getPayloadAsText(), json);
            case PING, PONG -> new Bad("control frames carry nothing here");
        };
    }

    private static Incoming binary(WebSocketMessage message) {
        byte[] bytes = new byte[message.getPayload().readableByteCount()];
        message.getPayload().read(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != ENVELOPE_BYTES + FRAME_BYTES) {
            return new Bad("an audio frame is " + (ENVELOPE_BYTES + FRAME_BYTES) + " bytes, not " + bytes.length);
        }
        int kind = buffer.get();
        long sequence = buffer.getLong();
        if (kind != AUDIO) {
            return new Bad("kind " + kind + " is not known");
        }
        return sequence < 0 ? new Bad("a sequence number is above 2^63") : new Audio(sequence, buffer.slice());
    }

    private static Incoming text(String text, JsonMapper json) {
        try {
            JsonNode node = json.readTree(text);
            return switch (node.path("type").asString("")) {
                case "start" -> start(node);
                case "stop" -> new Stop();
                default -> new Bad("a message has no known type");
            };
        } catch (JacksonException notJson) {
            return new Bad("a text message is not JSON");
        }
    }

    private static Incoming start(JsonNode node) {
        String session = node.path("session").asString("");
        String table = node.path("table").asString("");
        String language = node.path("language").asString("");
        long from = node.path("from").asLong(0);
        if (!session.matches("[A-Za-z0-9-]{1," + MAX_NAME_LENGTH + "}")) {
            return new Bad("a session is 1 to " + MAX_NAME_LENGTH + " letters, digits and dashes");
        }
        if (table.length() > MAX_NAME_LENGTH || !language.matches("([a-z]{2})?") || from < 0) {
            return new Bad("table, language or from is malformed");
        }
        return new Start(session, table.isEmpty() ? null : table, language.isEmpty() ? null : language, from);
    }
}
