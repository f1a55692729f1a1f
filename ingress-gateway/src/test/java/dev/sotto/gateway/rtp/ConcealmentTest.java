package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.codec.Sound;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fills a hole. */
class ConcealmentTest {

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000})
    void aHoleInAVowelSoundsLikeTheVowelAndThenFades(int rateHz) {
        Concealment concealment = new Concealment(rateHz);
        short[] vowel = Sound.tone(200, rateHz, 200);
        concealment.heard(vowel.clone(), rateHz / 10);
        short[] made = new short[rateHz * Concealment.LONGEST_MILLIS / 1000];
        for (int i = 0; i < made.length; i++) {
            made[i] = concealment.next();
        }
        int first = rateHz / 100;
        short[] expected = Arrays.copyOfRange(vowel, rateHz / 10, rateHz / 10 + first);
        assertThat(Sound.likeness(expected, Arrays.copyOf(made, first), 0)).isGreaterThan(0.98);
        assertThat(Math.abs(made[made.length - 1])).isLessThan((short) 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000})
    void theVoiceThatComesBackIsBlendedIn(int rateHz) {
        Concealment concealment = new Concealment(rateHz);
        concealment.heard(Sound.tone(200, rateHz, 100), rateHz / 10);
        concealment.next();
        short[] back = new short[rateHz / 50];
        Arrays.fill(back, (short) 10_000);
        concealment.heard(back, back.length);
        assertThat(back[0]).isLessThan((short) 9000);
        assertThat(back[back.length - 1]).isEqualTo((short) 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000})
    void nothingHeardIsNothingMadeUp(int rateHz) {
        Concealment concealment = new Concealment(rateHz);
        for (int i = 0; i < 1000; i++) {
            assertThat(concealment.next()).isZero();
        }
    }
}
