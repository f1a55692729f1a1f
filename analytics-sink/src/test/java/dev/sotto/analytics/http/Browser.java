package dev.sotto.analytics.http;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium without a screen, led by its DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();

    /** Where Chromium is, if anywhere on the path. */
    static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser open(Path chromium) throws Exception {
        return new Browser(chromium);
    }

    private Browser(Path chromium) throws Exception {
        profile = Files.createTempDirectory("chromium");
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--autoplay-policy=no-user-gesture-required",
                "--window-size=1280,800"));
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page(port()), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        ask("Page.enable", Map.of());
        ask("Runtime.enable", Map.of());
    }

    private int port() throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || (Files.exists(file) && Files.readString(file).contains("\n")));
        return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
    }

    private static URI page(int port) throws Exception {
        var list = HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        for (JsonNode target : JsonMapper.shared().readTree(list.body())) {
            if (target.path("type").asString("").equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asString(""));
            }
        }
        throw new IOException("Chromium has no page");
    }

    void goTo(String address) {
        ask("Page.navigate", Map.of("url", address));
    }

    /** The value of an expression in the page, awaited when it is a promise. */
    JsonNode evaluate(String expression) {
        JsonNode answer = ask(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String selector) {
        return evaluate("document.querySelector('" + selector + "')?.textContent ?? ''")
                .asString("");
    }

    void click(String selector) {
        evaluate("document.querySelector('" + selector + "').click()");
    }

    /** The size of the window, as a tablet's or a telephone's would be. */
    void size(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void screenshot(Path file) throws IOException {
        String data = ask("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asString("");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    JsonNode ask(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        String question =
                JsonMapper.shared().writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        try {
            socket.sendText(question, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            JsonNode told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told.has("error")) {
                throw new IllegalStateException(method + ": " + told.path("error"));
            }
            return told.path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException silent) {
            throw new IllegalStateException("Chromium does not answer " + method, silent);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(part.toString());
                part.setLength(0);
                CompletableFuture<JsonNode> waiting =
                        message.has("id") ? asked.remove(message.path("id").asInt()) : null;
                if (waiting != null) {
                    waiting.complete(message);
                }
            }
            from.request(1);
            return null;
        }
    }
}
