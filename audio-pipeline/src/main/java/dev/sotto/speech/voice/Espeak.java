package dev.sotto.speech.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The espeak-ng program, run once for every text. It stays a separate process (its licence is the GPL) and takes the
 * text on its standard input, so that nothing a menu or a caller contains is ever read as an option, a command or markup.
 */
public final class Espeak {
    private static final String INSTALL = "apt-get install espeak-ng";

    /** Longer texts are cut into sentences before they come here; this bounds a menu's worst idea. */
    private static final int LONGEST_TEXT = 2000;

    /** No sentence of that length needs so much time even on a machine under full load. */
    private static final long TIMEOUT_SECONDS = 10;

    private final Path program;

    public Espeak(Path program) {
        this.program = program;
    }

    /** Whether the program runs; if not, one sentence that says what to do. */
    public String problem() {
        try {
            run(List.of("--version"), "");
            return "";
        } catch (VoiceFailedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A WAV file of the text. Waits for the program. */
    byte[] speak(String text, String voice, int wordsPerMinute) {
        return run(
                List.of("--stdin", "--stdout", "-b", "1", "-v", voice, "-s", Integer.toString(wordsPerMinute)), text);
    }

    /**
     * One word in the International Phonetic Alphabet, as American English would read it; empty when the program does
     * not run, which {@link #problem} tells. Waits for the program.
     */
    public String ipa(String word) {
        try {
            byte[] ipa = run(List.of("--stdin", "-q", "--ipa", "-b", "1", "-v", "en-us"), word);
            return new String(ipa, StandardCharsets.UTF_8).strip();
        } catch (VoiceFailedException e) {
            return "";
        }
    }

    private byte[] run(List<String> options, String text) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(options);
        Process process = start(command);
        var timeout = process.onExit()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((_, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                });
        try {
            write(process, plain(text));
            byte[] out = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            if (code != 0) {
                throw new VoiceFailedException(program + " ended with code " + code + ".", null);
            }
            return out;
        } catch (IOException e) {
            throw new VoiceFailedException(program + " could not be spoken to: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VoiceFailedException("Speaking was interrupted.", e);
        } finally {
            process.destroyForcibly();
            timeout.cancel(false);
        }
    }

    private static void write(Process process, String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new VoiceFailedException("There is no voice, " + program + " cannot be started: " + INSTALL, e);
        }
    }

    /** Double brackets would switch the program to phoneme codes, control characters to its own commands. */
    private static String plain(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\[\\]<>]+", " ").strip();
        return plain.length() <= LONGEST_TEXT ? plain : plain.substring(0, LONGEST_TEXT);
    }
}
