package dev.sotto.gateway.earpiece.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a device says; the shapes are told in {@code earpiece.asyncapi.yaml}. */
public sealed interface Incoming {

    /** A table or a session is named by a person or a UUID, not by a page of text. */
    int MAX_NAME_LENGTH = 64;

    /** {@code since}: the {@code at} of the newest notice the device has, 0 for none. */
    record Hello(@Nullable String language, long since) implements Incoming {}

    /**
     * @param from the first frame the device still holds: the log may have forgotten the session
     * @param voice how the device wants to hear us
     */
    record Start(
            String session,
            @Nullable String table,
            @Nullable String language,
            long from,
            Sound voice) implements Incoming {}

    record Stop() implements Incoming {}

    /** A sign of life. */
    record Beat() implements Incoming {}

    record Audio(long sequence, Sound sound, ByteBuffer payload) implements Incoming {}

    record Bad(String why) implements Incoming {}

    /** Text that is no UTF-8 at all; RFC 6455 §8.1 has a code of its own for it. */
    record NoText() implements Incoming {}

    static Incoming binary(ByteBuffer buffer) {
        if (buffer.remaining() < Kind.ENVELOPE_BYTES) {
            return new Bad(
                    "a binary message begins with a kind and a number, which are " + Kind.ENVELOPE_BYTES + " bytes");
        }
        int kind = buffer.get();
        long sequence = buffer.getLong();
        return switch (kind) {
            case Kind.AUDIO_PCM16 -> audio(Sound.PCM16, sequence, buffer);
            case Kind.AUDIO_OPUS -> audio(Sound.OPUS, sequence, buffer);
            default -> new Bad("kind " + kind + " is not known");
        };
    }

    private static Incoming audio(Sound sound, long sequence, ByteBuffer payload) {
        if (!sound.fits(payload.remaining())) {
            return new Bad(payload.remaining() + " bytes are no frame of 20 ms in " + sound.wireName());
        }
        // Room for what is counted on: a number is never near its end.
        return sequence < 0 || sequence > Long.MAX_VALUE / 2
                ? new Bad("the number " + Long.toUnsignedString(sequence) + " is beyond any session")
                : new Audio(sequence, sound, payload.slice());
    }

    static Incoming text(ByteBuffer utf8, JsonMapper json) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException malformed) {
            return new NoText();
        }
        try {
            JsonNode node = json.readTree(text);
            return switch (node.path("type").asString("")) {
                case "hello" -> hello(node);
                case "start" -> start(node);
                case "stop" -> new Stop();
                case "beat" -> new Beat();
                default -> new Bad("a text message has no known type");
            };
        } catch (JacksonException notJson) {
            return new Bad("a text message is not JSON");
        }
    }

    private static Incoming hello(JsonNode node) {
        String language = node.path("language").asString("");
        long since = node.path("since").asLong(0);
        return isLanguage(language) && since >= 0
                ? new Hello(nullIfEmpty(language), since)
                : new Bad("language or since is malformed");
    }

    private static Incoming start(JsonNode node) {
        String session = node.path("session").asString("");
        String table = node.path("table").asString("");
        String language = node.path("language").asString("");
        long from = node.path("from").asLong(0);
        Sound voice = Sound.named(node.path("voice").asString(""));
        if (!session.matches("[A-Za-z0-9-]{1," + MAX_NAME_LENGTH + "}")) {
            return new Bad("a session is 1 to " + MAX_NAME_LENGTH + " letters, digits and dashes");
        }
        if (table.length() > MAX_NAME_LENGTH || table.codePoints().anyMatch(Character::isISOControl)) {
            return new Bad("a table is at most " + MAX_NAME_LENGTH + " letters");
        }
        if (!isLanguage(language) || from < 0 || from > Long.MAX_VALUE / 2 || voice == null) {
            return new Bad("language, from or voice is malformed");
        }
        return new Start(session, nullIfEmpty(table), nullIfEmpty(language), from, voice);
    }

    private static boolean isLanguage(String language) {
        return language.matches("([a-z]{2})?");
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
