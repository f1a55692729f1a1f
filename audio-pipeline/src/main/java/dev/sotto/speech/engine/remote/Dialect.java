package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.SpeechContext;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How one provider wants a turn sent to it over a WebSocket, and how it tells what it heard. */
interface Dialect {
    /** One WebSocket message. */
    sealed interface Message {
        record Text(String json) implements Message {}

        record Binary(ByteBuffer bytes) implements Message {}
    }

    URI address(SpeechContext context, int sampleRateHz);

    /** What proves who we are; never logged. */
    Map<String, String> headers();

    /** Sent before any sound. */
    List<Message> opening(SpeechContext context, int sampleRateHz);

    Message sound(short[] samples, int sampleRateHz);

    /** Says that the turn is over and all of it is wanted. */
    List<Message> ending();

    /** What a message of the provider's means. Throws {@link RemoteFailure} when it is a complaint. */
    void read(JsonNode message, Transcript transcript);

    /** Whether closing the connection after the end is how the provider says that this was all. */
    boolean endsByClosing();
}
