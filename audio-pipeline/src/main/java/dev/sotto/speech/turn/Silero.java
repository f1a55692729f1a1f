package dev.sotto.speech.turn;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Silero VAD (github.com/snakers4/silero-vad, versions 5 and later) through ONNX Runtime: a network that knows a voice
 * from a mixer. One model for all calls, a few kilobytes of state for each; some 70 µs of processor for 32 ms of sound.
 */
public final class Silero implements VoiceActivity.Source {
    private static final int PHONE_RATE_HZ = 8000;
    private static final int WIDE_RATE_HZ = 16_000;
    private static final int STATE = 128;
    /**
     * ONNX Runtime descends into the network's branches and ends the whole process where a stack of 4 MB is not enough;
     * what is not used of it takes no memory. Hearing needs no more than other threads have.
     */
    private static final long STACK_TO_READ = 64L << 20;

    private static final Set<String> INPUTS = Set.of("input", "state", "sr");

    private final OrtEnvironment environment;
    private final OrtSession model;

    private Silero(OrtEnvironment environment, OrtSession model) {
        this.environment = environment;
        this.model = model;
    }

    /** Fails with a sentence when the file is not such a model. */
    public static Silero open(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("speech.silero names a model that cannot be read: " + file);
        }
        FutureTask<Silero> opening = new FutureTask<>(() -> read(file));
        Thread.Builder.OfPlatform reader = Thread.ofPlatform().name("silero").stackSize(STACK_TO_READ);
        reader.start(opening);
        try {
            return opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The opening of " + file + " was interrupted.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IllegalArgumentException why ? why : new IllegalStateException(e.getCause());
        }
    }

    private static Silero read(Path file) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            OrtSession model = environment.createSession(file.toString(), options);
            if (!model.getInputNames().equals(INPUTS)) {
                throw new IllegalArgumentException("speech.silero names a model that takes " + model.getInputNames()
                        + ", not " + INPUTS + " as Silero VAD 5 does: " + file);
            }
            return new Silero(environment, model);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "speech.silero names a file that is no ONNX model: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public VoiceActivity open(int sampleRateHz) {
        if (sampleRateHz != PHONE_RATE_HZ && sampleRateHz != WIDE_RATE_HZ) {
            throw new IllegalArgumentException("Silero hears at 8 or 16 kHz, not at " + sampleRateHz + " Hz.");
        }
        return new Listener(sampleRateHz);
    }

    /** What one call has said lately. Windows are 32 ms, frames 20: a frame is judged by the last full window. */
    private final class Listener implements VoiceActivity {
        private static final double BEGINS = 0.5;
        private static final double GOES_ON = 0.35;

        private final int rateHz;
        private final int context;
        private final float[] window;
        private float[] state = new float[2 * STATE];
        private int filled;
        private boolean voice;

        Listener(int rateHz) {
            this.rateHz = rateHz;
            this.context = rateHz / 250;
            this.window = new float[context + rateHz * 32 / 1000];
            this.filled = context;
        }

        @Override
        public Verdict hear(short[] samples) {
            for (short sample : samples) {
                window[filled++] = sample / 32_768f;
                if (filled == window.length) {
                    voice = probability() >= (voice ? GOES_ON : BEGINS);
                    System.arraycopy(window, window.length - context, window, 0, context);
                    filled = context;
                }
            }
            return voice ? Verdict.VOICE : Verdict.NO_VOICE;
        }

        private float probability() {
            try (OnnxTensor input = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(window), new long[] {1, window.length});
                    OnnxTensor before =
                            OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), new long[] {2, 1, STATE});
                    OnnxTensor rate =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {rateHz}), new long[0]);
                    OrtSession.Result result = model.run(Map.of("input", input, "state", before, "sr", rate))) {
                state = floats(result, "stateN");
                return floats(result, "output")[0];
            } catch (OrtException e) {
                throw new IllegalStateException("The voice activity model failed: " + e.getMessage(), e);
            }
        }

        private static float[] floats(OrtSession.Result result, String name) {
            OnnxTensor tensor = (OnnxTensor) result.get(name)
                    .orElseThrow(() -> new IllegalStateException("The voice activity model gave no " + name + "."));
            FloatBuffer values = Objects.requireNonNull(tensor.getFloatBuffer());
            float[] floats = new float[values.remaining()];
            values.get(floats);
            return floats;
        }
    }
}
