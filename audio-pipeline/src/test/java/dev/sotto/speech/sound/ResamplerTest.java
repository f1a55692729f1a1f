package dev.sotto.speech.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @ParameterizedTest
    @CsvSource({"8000,16000", "16000,8000", "22050,8000", "44100,16000", "48000,16000"})
    void aToneInsideBothBandsKeepsItsLevel(int from, int to) {
        short[] out = new Resampler(from, to).resample(tone(from, 1000));

        assertThat(out).hasSize((int) ((long) from * to / from));
        assertThat(Pcm.levelDb(out)).isCloseTo(Pcm.levelDb(tone(to, 1000)), within(0.2));
    }

    @Test
    void aToneAboveTheNewBandDoesNotFoldIntoIt() {
        short[] out = new Resampler(16_000, 8000).resample(tone(16_000, 5000));

        assertThat(Pcm.levelDb(out)).isLessThan(-60);
    }

    @Test
    void upsamplingInventsNoHighFrequencies() {
        short[] up = new Resampler(8000, 16_000).resample(tone(8000, 3000));
        short[] highs = new short[up.length - 1];
        for (int i = 0; i < highs.length; i++) {
            highs[i] = (short) ((up[i + 1] - up[i]) / 2);
        }
        double expected = Pcm.levelDb(up) + 20 * Math.log10(Math.sin(Math.PI * 3000 / 16_000));
        assertThat(Pcm.levelDb(highs)).isCloseTo(expected, within(0.5));
    }

    private static short[] tone(int sampleRateHz, int hz) {
        short[] samples = new short[sampleRateHz];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / sampleRateHz));
        }
        return samples;
    }
}
