package dev.sotto.dialogue.colleague;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server that speaks the chat completions wire format: streams what the next line of its script says. */
final class ScriptedModel implements AutoCloseable {
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final DisposableServer server;

    /** One answer to one request. */
    interface Answer {
        Publisher<Void> to(HttpServerResponse response);
    }

    /** A tool and its arguments. */
    record Call(String tool, String arguments) {}

    ScriptedModel() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/v1/chat/completions", this::answer))
                .bindNow(Duration.ofSeconds(5));
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    ScriptedModel then(Answer answer) {
        script.add(answer);
        return this;
    }

    ScriptedModel thenCalls(String tool, String arguments) {
        return then(streamed(new Call(tool, arguments)));
    }

    List<JsonNode> questions() {
        return questions;
    }

    List<String> authorizations() {
        return authorizations;
    }

    /** Connections the other side closed before the answer was whole. */
    int brokenOff() {
        return brokenOff.get();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String authorization = request.requestHeaders().get("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        return request.receive()
                .aggregate()
                .asString()
                .doOnNext(body -> questions.add(JsonMapper.shared().readTree(body)))
                .flatMapMany(_ -> {
                    Answer next = script.poll();
                    return next == null ? response.status(500).send() : next.to(response);
                })
                // Whichever the closed connection meets first: a wait, or what is being written.
                .doOnCancel(brokenOff::incrementAndGet)
                .doOnError(_ -> brokenOff.incrementAndGet());
    }

    static Answer streamed(Call... calls) {
        return response -> events(response, Flux.fromIterable(whole(calls)));
    }

    /** Begins to call a tool and never goes on. */
    static Answer stalling(Call call) {
        List<String> all = whole(call);
        return response -> events(
                response, Flux.fromIterable(all.subList(0, all.size() / 2)).concatWith(Flux.never()));
    }

    /** Closes the connection in the middle of a tool call. */
    static Answer breakingOff(Call call) {
        List<String> all = whole(call);
        return response -> {
            return Flux.from(events(response, Flux.fromIterable(all.subList(0, all.size() / 2))))
                    .thenMany(Mono.<Void>fromRunnable(
                            () -> response.withConnection(connection -> connection.disposeNow())));
        };
    }

    static Answer garbage() {
        return response -> events(response, Flux.just("{\"choices\":[{\"delta\":{\"tool_ca"));
    }

    static Answer raw(String... events) {
        return response -> events(response, Flux.just(events));
    }

    static Answer status(int status, String... header) {
        return response -> {
            if (header.length == 2) {
                response.header(header[0], header[1]);
            }
            return response.status(status).sendString(Mono.just("{\"error\":{\"message\":\"no\"}}"));
        };
    }

    private static Publisher<Void> events(HttpServerResponse response, Flux<String> events) {
        return response.sse()
                .send(
                        events.map(event -> response.alloc()
                                .buffer()
                                .writeBytes(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8))),
                        _ -> true);
    }

    /** As OpenAI sends it: the name first, the arguments in pieces, why it stopped, what it took, and the end. */
    private static List<String> whole(Call... calls) {
        List<String> events = new ArrayList<>();
        events.add(chunk(delta -> delta.put("role", "assistant").putNull("content"), null));
        for (int index = 0; index < calls.length; index++) {
            int at = index;
            Call call = calls[index];
            events.add(chunk(delta -> tool(delta, at).put("name", call.tool()).put("arguments", ""), null));
            for (int from = 0; from < call.arguments().length(); from += 7) {
                String piece = call.arguments()
                        .substring(from, Math.min(call.arguments().length(), from + 7));
                events.add(chunk(delta -> tool(delta, at).put("arguments", piece), null));
            }
        }
        events.add(chunk(_ -> {}, "tool_calls"));
        events.add("{\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":50}}");
        events.add("[DONE]");
        return events;
    }

    private static ObjectNode tool(ObjectNode delta, int index) {
        return delta.putArray("tool_calls").addObject().put("index", index).putObject("function");
    }

    private static String chunk(
            java.util.function.Consumer<ObjectNode> says, @org.jspecify.annotations.Nullable String finish) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", "chatcmpl-1").put("object", "chat.completion.chunk");
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        says.accept(choice.putObject("delta"));
        choice.put("finish_reason", finish);
        return json.toString();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(1));
    }
}
