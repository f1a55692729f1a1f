package dev.sotto.gateway.earpiece;

import java.nio.ByteBuffer;
import java.util.Map;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device is told. Binary, big-endian: {@code u8 kind = 2 · u64 sequence} acknowledges every frame up to that
 * one; {@code u8 kind = 3 · u64 sequence · PCM16 little-endian, 16 kHz, up to 20 ms} is our voice. The rest is JSON.
 */
sealed interface Outgoing {

    int ACKNOWLEDGEMENT = 2;
    int VOICE = 3;

    record Acknowledged(long sequence) implements Outgoing {}

    record Voice(long sequence, ByteBuffer pcm) implements Outgoing {}

    /** {@code acknowledged} is −1 when no frame is durable yet. */
    record Started(String session, String callId, long acknowledged) implements Outgoing {}

    record Notice(String text) implements Outgoing {}

    record Ended(String reason) implements Outgoing {}

    default WebSocketMessage write(WebSocketSession to, JsonMapper json) {
        return switch (this) {
            case Acknowledged(long sequence) -> binary(to, ACKNOWLEDGEMENT, sequence, ByteBuffer.allocate(0));
            case Voice(long sequence, ByteBuffer pcm) -> binary(to, VOICE, sequence, pcm);
            case Started(String session, String callId, long acknowledged) ->
                to.textMessage(json.writeValueAsString(
                        Map.of("type", "started", "session", session, "callId", callId, "acknowledged", acknowledged)));
            case Notice(String text) -> to.textMessage(json.writeValueAsString(Map.of("type", "notice", "text", text)));
            case Ended(String reason) ->
                to.textMessage(json.writeValueAsString(Map.of("type", "ended", "reason", reason)));
        };
    }

    private static WebSocketMessage binary(WebSocketSession to, int kind, long sequence, ByteBuffer pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(Incoming.ENVELOPE_BYTES + pcm.remaining());
        bytes.put((byte) kind).putLong(sequence).put(pcm.duplicate()).flip();
        return to.binaryMessage(factory -> factory.wrap(bytes));
    }
}
