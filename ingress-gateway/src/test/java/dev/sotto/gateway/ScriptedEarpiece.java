package dev.sotto.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device that does exactly what a test says and keeps what it is told. */
final class ScriptedEarpiece implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 10;

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<ByteBuffer> voice = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile long acknowledged = -1;

    ScriptedEarpiece(int port, @Nullable String authorization, String... subprotocols) throws Exception {
        this(URI.create("ws://127.0.0.1:" + port + "/earpiece"), authorization, subprotocols);
    }

    ScriptedEarpiece(URI at, @Nullable String authorization, String... subprotocols) throws Exception {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        socket = builder.buildAsync(at, this).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void start(String session, String table) throws Exception {
        text("{\"type\":\"start\",\"session\":\"" + session + "\",\"table\":\"" + table + "\"}");
    }

    void text(String json) throws Exception {
        socket.sendText(json, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void speak(long sequence) throws Exception {
        binary(ByteBuffer.allocate(649)
                .put((byte) 1)
                .putLong(sequence)
                .put((byte) sequence)
                .position(0));
    }

    void binary(ByteBuffer message) throws Exception {
        socket.sendBinary(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** As a dead spot does: without a word. */
    void cut() {
        socket.abort();
    }

    long acknowledged() {
        return acknowledged;
    }

    List<String> texts() {
        return texts;
    }

    /** What it is told of its own session, and not what everybody in the restaurant is. */
    List<String> answers() {
        return texts.stream()
                .filter(text -> !text.contains("\"type\":\"notice\""))
                .toList();
    }

    List<ByteBuffer> voice() {
        return voice;
    }

    int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        texts.add(text.toString());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer bytes, boolean last) {
        int kind = bytes.get();
        long sequence = bytes.getLong();
        if (kind == 2) {
            acknowledged = sequence;
        } else if (kind == 3) {
            voice.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }
}
