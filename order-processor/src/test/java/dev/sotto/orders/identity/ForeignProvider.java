package dev.sotto.orders.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** A provider that is not ours (panva's oidc-provider, run by Node), fetched once by its lock file; without them a test is skipped. */
final class ForeignProvider implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("src/test/foreign");
    private static final Path FOLDER = Path.of("target/foreign");
    private static final long PATIENCE_SECONDS = 90;
    private static final String CLIENT = "ada:a-secret-of-the-test-0123456789";

    private final Process node;
    private final String issuer;
    private final HttpClient http = HttpClient.newHttpClient();

    private ForeignProvider(Process node, String issuer) {
        this.node = node;
        this.issuer = issuer;
    }

    static ForeignProvider started() throws Exception {
        Assumptions.assumeTrue(runs(Path.of("."), "node", "--version"), "needs Node on the path, and there is none");
        if (!Files.exists(FOLDER)) {
            install();
        }
        Files.copy(
                SCRIPTS.resolve("provider.mjs"), FOLDER.resolve("provider.mjs"), StandardCopyOption.REPLACE_EXISTING);
        Process node = new ProcessBuilder("node", "provider.mjs")
                .directory(FOLDER.toFile())
                .redirectError(FOLDER.resolve("provider.log").toFile())
                .start();
        var said = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        String issuer = firstLine(said, node);
        if (issuer == null) {
            Assumptions.abort("oidc-provider does not run with the Node there is: "
                    + Files.readString(FOLDER.resolve("provider.log")));
        }
        return new ForeignProvider(node, issuer);
    }

    /** Null where it ends or says nothing in time; it runs no longer then. */
    private static @Nullable String firstLine(BufferedReader said, Process node) throws Exception {
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return said.readLine();
            } catch (IOException cut) {
                return null;
            }
        });
        line.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS);
        String first = line.get();
        if (first == null) {
            node.destroyForcibly();
        }
        return first;
    }

    /** Appears under its name when it is whole. */
    private static void install() throws Exception {
        Path unfinished = Files.createTempDirectory(Files.createDirectories(FOLDER.getParent()), "unfinished");
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SCRIPTS.resolve(file), unfinished.resolve(file));
        }
        boolean whole = runs(
                unfinished,
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--fetch-retries=1",
                "--fetch-timeout=20000");
        if (whole) {
            Files.move(unfinished, FOLDER, StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileSystemUtils.deleteRecursively(unfinished);
        }
        Assumptions.assumeTrue(whole, "needs oidc-provider, which npm could not fetch: see " + SCRIPTS);
    }

    private static boolean runs(Path in, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    String name() {
        return issuer;
    }

    /** A token that the provider gives its client for a service of this name. */
    String token(String audience) {
        String form = "grant_type=client_credentials&scope=orders&resource="
                + URLEncoder.encode("urn:" + audience, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(CLIENT.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(answer).path("access_token").asString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        node.destroy();
    }
}
