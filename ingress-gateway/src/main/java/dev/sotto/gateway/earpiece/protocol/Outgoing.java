package dev.sotto.gateway.earpiece.protocol;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a device is told; the shapes are told in {@code earpiece.asyncapi.yaml}. */
public sealed interface Outgoing {

    /** Answers a hello: who the device is here, the gateway's clock, and what the kitchen has run out of. */
    record Welcome(String device, String restaurant, String name, String language, long now, List<String> soldOut)
            implements Outgoing {}

    /** {@code acknowledged} is −1 when no frame is durable yet. */
    record Started(String session, String callId, long acknowledged) implements Outgoing {}

    /** Every frame up to this one is durable. */
    record Acknowledged(long sequence) implements Outgoing {}

    /** 20 ms of our voice. */
    record Voice(long sequence, Sound sound, ByteBuffer payload) implements Outgoing {}

    /** The words of the sentence whose sound comes now. */
    record Said(String text) implements Outgoing {}

    /** What was understood of the waiter's words. */
    record Heard(String text) implements Outgoing {}

    /** The waiter spoke and was not understood. */
    record Unclear() implements Outgoing {}

    /**
     * Something he should know whatever he is doing.
     *
     * @param id the same however often it is told
     * @param at when it happened, by the writer's clock, in milliseconds since the epoch
     */
    record Notice(
            String id,
            NoticeKind kind,
            @Nullable String table,
            @Nullable String item,
            String text,
            long at) implements Outgoing {}

    /** We live, and will say so again within this time. */
    record Beat(long withinMillis) implements Outgoing {}

    record Ended(String session, String reason) implements Outgoing {}

    /** What a notice is about. */
    enum NoticeKind {
        READY,
        SOLD_OUT,
        BACK,
        TEXT;

        String wireName() {
            return switch (this) {
                case READY -> "ready";
                case SOLD_OUT -> "soldOut";
                case BACK -> "back";
                case TEXT -> "text";
            };
        }
    }

    /** As it goes over the line. */
    sealed interface Wire {

        record Text(String json) implements Wire {}

        record Binary(ByteBuffer bytes) implements Wire {}
    }

    default Wire write(JsonMapper json) {
        return switch (this) {
            case Acknowledged(long sequence) -> binary(Kind.ACKNOWLEDGED, sequence, ByteBuffer.allocate(0));
            case Voice(long sequence, Sound sound, ByteBuffer payload) ->
                binary(sound == Sound.OPUS ? Kind.VOICE_OPUS : Kind.VOICE_PCM16, sequence, payload);
            case Welcome(String device, String restaurant, String name, String language, long now, var soldOut) -> {
                ObjectNode node = message(json, "welcome").put("device", device).put("restaurant", restaurant);
                node.put("name", name).put("language", language).put("now", now);
                soldOut.forEach(node.putArray("soldOut")::add);
                yield text(node);
            }
            case Started(String session, String callId, long acknowledged) ->
                text(message(json, "started")
                        .put("session", session)
                        .put("callId", callId)
                        .put("acknowledged", acknowledged));
            case Said(String words) -> text(message(json, "said").put("text", words));
            case Heard(String words) -> text(message(json, "heard").put("text", words));
            case Unclear() -> text(message(json, "unclear"));
            case Notice notice -> text(notice(json, notice));
            case Beat(long withinMillis) -> text(message(json, "beat").put("withinMillis", withinMillis));
            case Ended(String session, String reason) ->
                text(message(json, "ended").put("session", session).put("reason", reason));
        };
    }

    private static ObjectNode notice(JsonMapper json, Notice notice) {
        ObjectNode node = message(json, "notice")
                .put("id", notice.id())
                .put("kind", notice.kind().wireName());
        if (notice.table() != null) {
            node.put("table", notice.table());
        }
        if (notice.item() != null) {
            node.put("item", notice.item());
        }
        return node.put("text", notice.text()).put("at", notice.at());
    }

    private static ObjectNode message(JsonMapper json, String type) {
        return json.createObjectNode().put("type", type);
    }

    private static Wire text(ObjectNode node) {
        return new Wire.Text(node.toString());
    }

    private static Wire binary(int kind, long sequence, ByteBuffer payload) {
        ByteBuffer bytes = ByteBuffer.allocate(Kind.ENVELOPE_BYTES + payload.remaining());
        bytes.put((byte) kind).putLong(sequence).put(payload.duplicate()).flip();
        return new Wire.Binary(bytes);
    }
}
