package dev.sotto.load.sound;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Speech for calls nobody makes: a sentence becomes sound through a speaking program of the machine. */
public final class SpokenText {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Voice voice;
    private final String programPath;

    private SpokenText(Voice voice, String programPath) {
        this.voice = voice;
        this.programPath = programPath;
    }

    public static SpokenText by(Voice voice) {
        return new SpokenText(voice, voice.program());
    }

    /** For a program that is not on the PATH. */
    static SpokenText by(Voice voice, String programPath) {
        return new SpokenText(voice, programPath);
    }

    /** At the voice's own rate; {@link Pcm#resampled} brings it to the line's. */
    public Pcm say(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("There is nothing to say: the text is empty.");
        }
        try {
            Path folder = Files.createTempDirectory("sotto-spoken");
            Path wav = folder.resolve("spoken.wav");
            try {
                speak(text, wav, folder.resolve("complaints"));
                return Wav.read(wav);
            } finally {
                Files.deleteIfExists(wav);
                Files.deleteIfExists(folder.resolve("complaints"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException broken) {
            throw new SpeechUnavailable(voice.program() + " could not be used: " + broken.getMessage() + ".");
        }
    }

    private void speak(String text, Path wav, Path complaints) throws IOException {
        Process process = start(wav, complaints);
        try (OutputStream in = process.getOutputStream()) {
            in.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException stoppedReading) {
            // Its exit code below says more than a broken pipe does.
        }
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new SpeechUnavailable(
                        voice.program() + " did not finish speaking within " + PATIENCE.toSeconds() + " s.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SpeechUnavailable("Speaking with " + voice.program() + " was interrupted.");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 || !Files.exists(wav)) {
            throw new SpeechUnavailable(voice.program() + " failed with exit code " + process.exitValue() + ": "
                    + Files.readString(complaints, StandardCharsets.ISO_8859_1).strip());
        }
    }

    private Process start(Path wav, Path complaints) {
        try {
            return new ProcessBuilder(voice.command(programPath, wav))
                    .redirectErrorStream(true)
                    .redirectOutput(complaints.toFile())
                    .start();
        } catch (IOException absent) {
            throw new SpeechUnavailable(voice.program() + " is not installed, and speaks these sentences. On Debian: "
                    + "apt-get install " + voice.packaged());
        }
    }
}
