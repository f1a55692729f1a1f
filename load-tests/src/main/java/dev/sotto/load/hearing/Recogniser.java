package dev.sotto.load.hearing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./sotto transcribe} as a program: any engine, known from outside only. */
final class Recogniser {
    private final Path home;
    private final String engine;

    /** {@code engine}: empty for the usual one. */
    Recogniser(Path home, String engine) {
        this.home = home;
        this.engine = engine;
    }

    /** Every turn that was found in one recording. */
    record Heard(List<String> texts, int refused) {
        int turns() {
            return texts.size() + refused;
        }

        String text() {
            return String.join(" ", texts);
        }
    }

    /** What was heard in each of these recordings. {@code menu}: a restaurant's file, or empty. */
    Map<Path, Heard> hear(List<Path> files, String menu, String asked) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("sotto").toString(), "transcribe", "--json", "--expect", asked));
        if (!menu.isEmpty()) {
            command.addAll(List.of("--menu", menu));
        }
        if (!engine.isEmpty()) {
            command.addAll(List.of("--engine", engine));
        }
        files.forEach(file -> command.add(file.toString()));
        Map<Path, Heard> heard = new HashMap<>();
        files.forEach(file -> heard.put(file, new Heard(new ArrayList<>(), 0)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> line.startsWith("{")).forEach(line -> read(line, heard));
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("./sotto transcribe failed; it has said why.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heard;
    }

    private static void read(String line, Map<Path, Heard> heard) {
        JsonNode turn = JsonMapper.shared().readTree(line);
        boolean understood = turn.path("event").asString("").equals("FinalTranscript");
        heard.computeIfPresent(Path.of(turn.path("file").asString("")), (_, known) -> {
            if (understood) {
                known.texts().add(turn.path("text").asString(""));
                return known;
            }
            return new Heard(known.texts(), known.refused() + 1);
        });
    }
}
