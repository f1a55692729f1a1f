package dev.sotto.load.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest(name = "{2} Hz from {0} to {1} Hz")
    @CsvSource({
        "44100, 8000, 1000",
        "22050, 8000, 440",
        "16000, 8000, 3300",
        "48000, 8000, 3300",
        "11025, 8000, 300",
        "8000, 16000, 3300",
        "8000, 48000, 1000",
        "22050, 16000, 6500"
    })
    void aToneOfTheVoiceBandComesThroughSixtyDecibelsAboveItsDistortion(int from, int to, double hertz) {
        Pcm heard = middle(new Tone(hertz).lasting(SECOND, from, 0.8).resampled(to));
        double rest = 1 - new Tone(hertz).shareOf(heard);
        assertThat(-10 * Math.log10(Math.max(rest, 1e-12))).isGreaterThan(60);
        assertThat(heard.rms()).isBetween(0.99 * 0.8 * 32_767 / Math.sqrt(2), 1.01 * 0.8 * 32_767 / Math.sqrt(2));
    }

    @ParameterizedTest(name = "{1} Hz at {0} Hz")
    @CsvSource({"16000, 4300", "16000, 7000", "44100, 5000", "48000, 12000", "22050, 4500"})
    void aToneThatTheLineCannotHoldIsSixtyDecibelsDownInsteadOfFoldedBack(int from, double hertz) {
        Pcm tone = new Tone(hertz).lasting(SECOND, from, 0.8);
        double left = middle(tone.resampled(8000)).rms() / tone.rms();
        assertThat(20 * Math.log10(Math.max(left, 1e-6))).isLessThan(-60);
    }

    @Test
    void theLengthIsKeptAndTheOwnRateCostsNothing() {
        Pcm tone = new Tone(440).lasting(SECOND, 44_100, 0.5);
        assertThat(tone.resampled(8000).length()).isEqualTo(8000);
        assertThat(tone.resampled(44_100)).isSameAs(tone);
        assertThat(Pcm.of(new short[0], 16_000).resampled(8000).isEmpty()).isTrue();
    }

    @Test
    void fullScaleIsClippedAndNeverWrapsAround() {
        short[] square = new short[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        Pcm out = Pcm.of(square, 16_000).resampled(8000);
        for (int i = 100; i < out.length() - 100; i++) {
            boolean inFirstHalf = i / 10 % 2 == 0;
            boolean atEdge = i % 10 == 0 || i % 10 == 9;
            assertThat(atEdge || out.sample(i) > 0 == inFirstHalf).isTrue();
        }
    }

    /** Without the edges, where the tone begins and ends and is no tone. */
    private static Pcm middle(Pcm sound) {
        return sound.between(Duration.ofMillis(100), Duration.ofMillis(900));
    }
}
