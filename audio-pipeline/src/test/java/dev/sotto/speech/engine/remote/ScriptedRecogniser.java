package dev.sotto.speech.engine.remote;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A recogniser's server on this machine that says what it is told to, and remembers what was said to it. */
final class ScriptedRecogniser implements AutoCloseable {
    /** One connection: {@code refusal} is a status instead of a handshake; else what is said after the turn's end. */
    record Scene(int refusal, List<String> afterSound, List<String> afterEnd, boolean thenCloses) {
        static Scene says(String... afterEnd) {
            return new Scene(0, List.of(), List.of(afterEnd), true);
        }

        static Scene refuses(int status) {
            return new Scene(status, List.of(), List.of(), true);
        }

        /** Says nothing and goes on listening. */
        static Scene stalls() {
            return new Scene(0, List.of(), List.of(), false);
        }

        /** Breaks off at the first sound. */
        static Scene breaksOff() {
            return new Scene(-1, List.of(), List.of(), true);
        }

        Scene first(String... partials) {
            return new Scene(refusal, List.of(partials), afterEnd, thenCloses);
        }
    }

    final Queue<Scene> scenes = new ConcurrentLinkedQueue<>();
    final List<String> texts = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger soundBytes = new AtomicInteger();
    private final String end;
    private final DisposableServer server;

    /** {@code end}: part of the message with which this protocol ends a turn. */
    ScriptedRecogniser(String end) {
        this.end = end;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::serve)
                .bindNow();
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + server.port() + "/speech");
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1/audio/transcriptions");
    }

    private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        requests.add(request.uri() + " " + request.requestHeaders().get("Authorization"));
        Scene scene = scenes.remove();
        if (scene.refusal > 0) {
            return response.status(scene.refusal).send();
        }
        if (!request.isFormUrlencoded() && request.requestHeaders().get("Upgrade") == null) {
            return request.receive()
                    .aggregate()
                    .asString()
                    .doOnNext(texts::add)
                    .then(
                            scene.thenCloses
                                    ? response.sendString(Flux.fromIterable(scene.afterEnd))
                                            .then()
                                    : Mono.never());
        }
        return response.sendWebsocket((in, out) -> out.sendObject(in.receiveFrames()
                        .map(WebSocketFrame::retain)
                        .concatMap(frame -> answer(frame, scene), 1)
                        .takeUntil(last -> last.equals(LAST))
                        .filter(message -> !message.equals(LAST))
                        .map(TextWebSocketFrame::new))
                .then());
    }

    private static final String LAST = "\0";

    private Flux<String> answer(WebSocketFrame frame, Scene scene) {
        try {
            if (scene.refusal < 0) {
                return Flux.just(LAST);
            }
            if (frame instanceof BinaryWebSocketFrame) {
                boolean first = soundBytes.getAndAdd(frame.content().readableBytes()) == 0;
                return first ? Flux.fromIterable(scene.afterSound) : Flux.empty();
            }
            if (frame instanceof TextWebSocketFrame text) {
                texts.add(text.text());
                if (text.text().contains(end)) {
                    Flux<String> said = Flux.fromIterable(scene.afterEnd);
                    return scene.thenCloses ? said.concatWithValues(LAST) : said;
                }
            }
            return Flux.empty();
        } finally {
            frame.release();
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
