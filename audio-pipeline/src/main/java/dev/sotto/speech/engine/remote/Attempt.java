package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.remote.Dialect.Message;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One connection for one turn: messages leave in order, whatever goes wrong becomes one {@link RemoteFailure}. */
final class Attempt implements WebSocket.Listener {
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** No transcript of twenty seconds is longer. */
    private static final int LONGEST_MESSAGE = 1 << 20;

    private final String engine;
    private final Dialect dialect;
    private final int sampleRateHz;
    private final Transcript transcript = new Transcript();
    private final StringBuilder received = new StringBuilder();
    private CompletableFuture<WebSocket> line;
    private volatile boolean ended;

    Attempt(String engine, HttpClient client, Dialect dialect, SpeechContext context, int sampleRateHz) {
        this.engine = engine;
        this.dialect = dialect;
        this.sampleRateHz = sampleRateHz;
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(CONNECTING);
        dialect.headers().forEach(builder::header);
        this.line = builder.buildAsync(dialect.address(context, sampleRateHz), this);
        dialect.opening(context, sampleRateHz).forEach(this::send);
    }

    Transcript transcript() {
        return transcript;
    }

    void sound(short[] samples) {
        send(dialect.sound(samples, sampleRateHz));
    }

    void end() {
        ended = true;
        dialect.ending().forEach(this::send);
    }

    void close() {
        var _ = line.thenAccept(WebSocket::abort);
    }

    private synchronized void send(Message message) {
        line = line.thenCompose(socket -> switch (message) {
            case Message.Text(String json) -> socket.sendText(json, true);
            case Message.Binary(ByteBuffer bytes) -> socket.sendBinary(bytes, true);
        });
        var _ = line.whenComplete((_, failure) -> {
            if (failure != null) {
                transcript.fail(failed(failure));
            }
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        received.append(part);
        if (received.length() > LONGEST_MESSAGE) {
            transcript.fail(new RemoteFailure("The recogniser " + engine + " sends messages without end.", false));
            socket.abort();
            return null;
        }
        if (last) {
            read(received.toString());
            received.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void read(String json) {
        try {
            dialect.read(JsonMapper.shared().readTree(json), transcript);
        } catch (RemoteFailure complaint) {
            transcript.fail(complaint);
        } catch (JacksonException garbage) {
            transcript.fail(new RemoteFailure("The recogniser " + engine + " sent something that is no JSON.", true));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        if (ended && dialect.endsByClosing() && transcript.endsSettled()) {
            transcript.complete();
        } else {
            transcript.fail(new RemoteFailure("The recogniser " + engine + " broke off with " + status + ".", true));
        }
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        transcript.fail(failed(error));
    }

    private RemoteFailure failed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof WebSocketHandshakeException refused
                ? RemoteFailure.status(engine, refused.getResponse().statusCode())
                : new RemoteFailure(
                        "The recogniser " + engine + " could not be spoken to: "
                                + cause.getClass().getSimpleName() + ".",
                        true);
    }
}
