package dev.sotto.speech.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PitchTest {
    @Test
    void aVowelHasAPitchAtBothRates() {
        assertThat(Pitch.isIn(vowel(8000), 8000)).isTrue();
        assertThat(Pitch.isIn(vowel(16_000), 16_000)).isTrue();
    }

    @Test
    void noiseHasNoneAndSilenceHasNone() {
        Random random = new Random(3);
        int pitched = 0;
        for (int round = 0; round < 200; round++) {
            short[] noise = new short[160];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (short) (random.nextGaussian() * 3000);
            }
            pitched += Pitch.isIn(noise, 8000) ? 1 : 0;
        }
        assertThat(pitched).isLessThan(10);
        assertThat(Pitch.isIn(new short[160], 8000)).isFalse();
    }

    /** Harmonics of 120 Hz without the first two, which a telephone does not carry. */
    private static short[] vowel(int rate) {
        short[] samples = new short[rate / 50];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int harmonic = 3; harmonic < 20; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * i / rate + harmonic) / harmonic;
            }
            samples[i] = (short) (4000 * sum);
        }
        return samples;
    }
}
