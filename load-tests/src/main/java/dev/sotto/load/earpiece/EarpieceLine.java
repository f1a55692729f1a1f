package dev.sotto.load.earpiece;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One WebSocket connection of an earpiece, from its opening to its breaking. */
final class EarpieceLine implements WebSocket.Listener {
    /** RFC 6455 section 7.4.1; those from 4400 on are the gateway's own: the device is at fault. */
    private static final int POLICY_VIOLATION = 1008;

    /** Our own next connection has taken over. */
    private static final int SESSION_ELSEWHERE = 4408;

    /** The gateway took the line for dead. */
    private static final int NOTHING_HEARD = 4407;

    private static final int SESSION_OVER = 4410;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Consumer<EarpieceWire.Told> onTold;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer sound = ByteBuffer.allocate(0);
    private final WebSocket socket;

    EarpieceLine(HttpClient http, URI gateway, String token, Consumer<EarpieceWire.Told> onTold)
            throws IOException, InterruptedException {
        this.onTold = onTold;
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(ANSWER);
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = await(builder.buildAsync(gateway, this), gateway);
    }

    boolean isOpen() {
        return !broken.isDone();
    }

    void send(String message) throws IOException, InterruptedException {
        await(socket.sendText(message, true), "sending");
    }

    void send(ByteBuffer message) throws IOException, InterruptedException {
        await(socket.sendBinary(message, true), "sending");
    }

    /** As when the device leaves the network: no goodbye. */
    void cut(String why) {
        broken.complete(why);
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            onTold.accept(EarpieceWire.read(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        sound = ByteBuffer.allocate(sound.remaining() + part.remaining())
                .put(sound)
                .put(part)
                .flip();
        if (last) {
            onTold.accept(EarpieceWire.read(sound));
            sound = ByteBuffer.allocate(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        broken.complete("the gateway closed it: " + status + " " + reason);
        if (status == SESSION_OVER) {
            onTold.accept(new EarpieceWire.Told.Ended(reason));
        } else if (status == POLICY_VIOLATION || isOurFault(status)) {
            onTold.accept(new EarpieceWire.Told.TurnedAway(status + " " + reason));
        }
        return CompletableFuture.completedStage(null);
    }

    private static boolean isOurFault(int status) {
        return status >= 4400 && status < 4410 && status != SESSION_ELSEWHERE && status != NOTHING_HEARD;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        broken.complete(String.valueOf(error.getMessage()));
    }

    private static <T> T await(CompletableFuture<T> step, Object what) throws IOException, InterruptedException {
        try {
            return step.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException(what + " took longer than " + ANSWER.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                if (status >= 400 && status < 500) {
                    throw new EarpieceRefused("The gateway at " + what + " refused the earpiece: HTTP " + status);
                }
            }
            throw new IOException(what + ": " + failed.getCause(), failed);
        }
    }
}
