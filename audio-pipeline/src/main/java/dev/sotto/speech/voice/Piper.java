package dev.sotto.speech.voice;

import dev.sotto.speech.sound.WavFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Piper program (github.com/rhasspy/piper), run once for every sentence with a model of the user's own: text in by
 * standard input, bare PCM out. The rate stands in the model's description beside it.
 */
public final class Piper implements Synthesiser {
    private static final long TIMEOUT_SECONDS = 15;
    private static final int USUAL_RATE_HZ = 22_050;

    private final Path program;
    private final Map<String, Path> models;

    /** {@code models}: a model's .onnx file for each language. */
    public Piper(Path program, Map<String, Path> models) {
        this.program = program;
        this.models = Map.copyOf(models);
    }

    @Override
    public byte[] speak(String sentence, String language) {
        @Nullable Path model = models.get(language);
        if (model == null) {
            throw new VoiceFailedException("Piper has no model for the language '" + language + "'.", null);
        }
        if (!Files.isReadable(model)) {
            throw new VoiceFailedException("Piper's model " + model + " cannot be read.", null);
        }
        return WavFile.bytes(pcm(run(model, sentence)), rate(model));
    }

    private byte[] run(Path model, String sentence) {
        Process process = start(model);
        var timeout = process.onExit()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((_, late) -> {
                    if (late != null) {
                        process.destroyForcibly();
                    }
                });
        try {
            try (OutputStream in = process.getOutputStream()) {
                // One line is one sentence to it.
                in.write((sentence.replaceAll("\\p{Cntrl}+", " ") + "\n").getBytes(StandardCharsets.UTF_8));
            }
            byte[] out = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            if (code != 0 || out.length == 0) {
                throw new VoiceFailedException(
                        program + " ended with code " + code + " and " + out.length + " bytes.", null);
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

    private Process start(Path model) {
        try {
            return new ProcessBuilder(List.of(program.toString(), "--model", model.toString(), "--output_raw"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new VoiceFailedException("There is no Piper, " + program + " cannot be started.", e);
        }
    }

    private static short[] pcm(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static int rate(Path model) {
        Path description = model.resolveSibling(model.getFileName() + ".json");
        try {
            return Files.isReadable(description)
                    ? JsonMapper.shared()
                            .readTree(Files.readAllBytes(description))
                            .path("audio")
                            .path("sample_rate")
                            .asInt(USUAL_RATE_HZ)
                    : USUAL_RATE_HZ;
        } catch (IOException | JacksonException e) {
            throw new VoiceFailedException("Piper's description " + description + " cannot be read.", e);
        }
    }
}
