package dev.sotto.analytics.foreign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Other people's readers, run by Node as they are published. Their packages are fetched once into {@code target}, in the
 * versions of the lock file; where Node or they cannot be had, tests that need them are skipped and say why.
 */
public final class ForeignReader {

    private static final Path SCRIPTS = Path.of("src/test/foreign");
    private static final long PATIENCE_SECONDS = 60;

    /** What {@code fetch} and top-level {@code await} need. */
    private static final int NODE_AT_LEAST = 20;

    private final Path folder;

    private ForeignReader(Path folder) {
        this.folder = folder;
    }

    public static ForeignReader installed() throws Exception {
        String version = output(SCRIPTS, List.of("node", "--version"), "");
        Assumptions.assumeTrue(
                version.matches("v\\d+\\..*\\s*")
                        && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= NODE_AT_LEAST,
                () -> "needs Node " + NODE_AT_LEAST + " or newer on the path, and there is "
                        + (version.isBlank() ? "none" : version.strip()));
        Path folder = Path.of("target/foreign")
                .resolve(HexFormat.of()
                        .formatHex(DigestUtils.md5Digest(lockFile()))
                        .substring(0, 12));
        if (!Files.exists(folder)) {
            install(folder);
        }
        return new ForeignReader(folder);
    }

    private static byte[] lockFile() throws IOException {
        return Files.readAllBytes(SCRIPTS.resolve("package-lock.json"));
    }

    /** Appears under its name when it is whole. */
    private static void install(Path folder) throws Exception {
        Path unfinished = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "unfinished");
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SCRIPTS.resolve(file), unfinished.resolve(file));
        }
        output(
                unfinished,
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--omit=dev",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline",
                        "--fetch-retries=1",
                        "--fetch-timeout=20000"),
                "");
        boolean whole = Files.exists(unfinished.resolve("node_modules/icebird/package.json"));
        if (whole) {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } else {
            FileSystemUtils.deleteRecursively(unfinished);
        }
        Assumptions.assumeTrue(
                whole, "needs readers of other makers, which npm could not fetch: see " + SCRIPTS + "/package.json");
    }

    /** What a script answers to a question, both as JSON. */
    public JsonNode ask(String script, Object question) throws Exception {
        for (Path each : scripts()) {
            Files.copy(each, folder.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        String answer =
                output(folder, List.of("node", script), JsonMapper.shared().writeValueAsString(question));
        return JsonMapper.shared().readTree(answer);
    }

    private static List<Path> scripts() throws IOException {
        try (var files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".mjs")).toList();
        }
    }

    /** What a program prints; nothing when there is no such program. */
    private static String output(Path in, List<String> command, String input) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            return "";
        }
        try {
            try (OutputStream into = process.getOutputStream()) {
                into.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return output;
        } finally {
            process.destroy();
        }
    }
}
