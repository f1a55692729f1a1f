package dev.sotto.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Chromium without a screen. It takes seconds to start; a window of it takes none, and knows nothing of the others. */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path profile;
    private final String address;
    private final DevTools tools;

    /** Where Chromium is, if anywhere on the path. */
    public static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param more of what it can be told at its start */
    public static Chromium start(Path chromium, String... more) throws IOException {
        return new Chromium(chromium, more);
    }

    private Chromium(Path chromium, String... more) throws IOException {
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
        command.addAll(List.of(more));
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> served = served();
        address = "ws://127.0.0.1:" + served.getFirst();
        tools = new DevTools(http, URI.create(address + served.get(1)));
    }

    /** Its port, and where in it all of the browser is reached. */
    private List<String> served() throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive()
                        || (Files.exists(file) && Files.readAllLines(file).size() >= 2));
        return Files.readAllLines(file);
    }

    /** As if it were somebody else's browser: nothing stored, nobody signed in. */
    public Browser window() {
        Object context = tools.ask("Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asString("");
        String target = tools.ask("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asString("");
        return new Browser(
                page(target), () -> tools.ask("Target.disposeBrowserContext", Map.of("browserContextId", context)));
    }

    /** The one it opened with, which remembers what it is shown, as people's do. */
    public Browser firstWindow() {
        String target = tools.ask("Target.getTargets", Map.of())
                .path("targetInfos")
                .valueStream()
                .filter(each -> each.path("type").asString("").equals("page"))
                .findFirst()
                .orElseThrow()
                .path("targetId")
                .asString("");
        return new Browser(page(target), () -> {});
    }

    private DevTools page(String target) {
        return new DevTools(http, URI.create(address + "/devtools/page/" + target));
    }

    @Override
    public void close() throws IOException {
        tools.close();
        http.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
