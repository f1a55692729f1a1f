package dev.sotto.speech.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.speech.NativeSpeech;
import dev.sotto.speech.sound.Recording;
import dev.sotto.speech.sound.Resampler;
import dev.sotto.speech.sound.WavFile;
import dev.sotto.speech.turn.VoiceActivity.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SileroTest {
    @Test
    void aMissingModelIsASentence() {
        assertThatThrownBy(() -> Silero.open(Path.of("no-such.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speech.silero")
                .hasMessageContaining("no-such.onnx");
    }

    @Test
    void aFileThatIsNoModelIsASentence(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.onnx"), "not a network");

        assertThatThrownBy(() -> Silero.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no ONNX model");
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000})
    void aVoiceIsOneAndLoudNoiseIsNot(int rate) {
        VoiceActivity.Source silero = installed();

        assertThat(share(silero.open(rate), spoken(rate))).isGreaterThan(0.5);
        assertThat(share(silero.open(rate), noise(rate))).isLessThan(0.1);
    }

    @Test
    void aLoudMixerIsNoTurnWhereAVoiceIs() {
        VoiceActivity.Source silero = installed();

        assertThat(turns(silero.open(8000), noise(8000))).isEmpty();
        assertThat(turns(silero.open(8000), spoken(8000))).isNotEmpty();
    }

    /** A process of many parts gives its threads little stack, and ONNX Runtime ends it where that is not enough. */
    @Test
    void theModelIsReadFromAThreadWithLittleStack() throws InterruptedException {
        Path model = model();
        List<VoiceActivity.Source> read = new CopyOnWriteArrayList<>();
        Thread.Builder.OfPlatform small = Thread.ofPlatform().stackSize(256 << 10);
        small.start(() -> read.add(Silero.open(model))).join();

        assertThat(read).hasSize(1);
    }

    private static VoiceActivity.Source installed() {
        Path model = model();
        NativeSpeech.require();
        return Silero.open(model);
    }

    private static Path model() {
        Path model = Stream.of(
                        Optional.ofNullable(System.getenv("SPEECH_SILERO")).orElse("not set"),
                        "../shared/models/silero_vad.onnx",
                        "../../shared/models/silero_vad.onnx")
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(Files.isRegularFile(model), "no Silero VAD model: set SPEECH_SILERO to its file");
        return model;
    }

    private static double share(VoiceActivity activity, short[] sound) {
        List<Verdict> verdicts = new ArrayList<>();
        int each = sound.length / 100;
        for (int at = 0; at + each <= sound.length; at += each) {
            verdicts.add(activity.hear(Arrays.copyOfRange(sound, at, at + each)));
        }
        return Collections.frequency(verdicts, Verdict.VOICE) / (double) verdicts.size();
    }

    private static List<TurnEvent> turns(VoiceActivity activity, short[] sound) {
        Turns turns = new Turns(TurnSettings.DEFAULT);
        List<TurnEvent> events = new ArrayList<>();
        int each = sound.length / 100;
        for (int frame = 0; frame < 100; frame++) {
            short[] samples = Arrays.copyOfRange(sound, frame * each, (frame + 1) * each);
            events.addAll(turns.hear(Frame.of(frame, samples, false, false, activity.hear(samples))));
        }
        return events;
    }

    /** Two seconds. */
    private static short[] spoken(int rate) {
        WavFile said = Recording.flite("slt", "I would like two coffees and a large pizza");
        return Arrays.copyOf(new Resampler(said.sampleRateHz(), rate).resample(said.samples()), 2 * rate);
    }

    /** Two seconds, as loud as a voice, coming and going as a blender does. */
    private static short[] noise(int rate) {
        Random random = new Random(5);
        short[] noise = new short[2 * rate];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (i / (rate / 4) % 2 == 0 ? 0 : random.nextGaussian() * 3000);
        }
        return noise;
    }
}
