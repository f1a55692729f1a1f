package dev.sotto.speech.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.sphinx.SphinxDecoder.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VocalTractTest {
    private static final short[] FOUR_SECONDS = new short[4 * SphinxModel.SAMPLE_RATE_HZ];

    private static final short[] TWO_SECONDS = new short[2 * SphinxModel.SAMPLE_RATE_HZ];

    private final CallerVoice caller = new CallerVoice();
    private final List<Integer> decoded = new ArrayList<>();

    @Test
    void aVoiceThatFitsBestWhenPlayedFasterIsHeardFaster() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, fitsAt(2));

        assertThat(caller.speed()).isEqualTo(2);
        assertThat(VocalTract.heard(TWO_SECONDS, caller, fitsAt(2)).text()).isEqualTo("played at 2");
    }

    @Test
    void aVoiceThatFitsBestWhenPlayedSlowerIsHeardSlower() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, fitsAt(-1));

        assertThat(VocalTract.heard(TWO_SECONDS, caller, fitsAt(-1)).text()).isEqualTo("played at -1");
    }

    @Test
    void aVoiceLikeTheModelsIsHeardAsItIs() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, fitsAt(0));

        assertThat(caller.speed()).isZero();
        assertThat(decoded).containsExactly(0, -1, 1);
    }

    @Test
    void aLongerTurnTellsMoreOfHisVoiceThanAShortOne() {
        assertThat(caller.isNewsIn(1000)).isFalse();
        assertThat(caller.isNewsIn(2000)).isTrue();
        VocalTract.learn(TWO_SECONDS, caller, () -> true, fitsAt(2));

        assertThat(caller.isNewsIn(2500)).isFalse();
        assertThat(caller.isNewsIn(4000)).isTrue();
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, fitsAt(-1));

        assertThat(caller.speed()).isEqualTo(-1);
    }

    @Test
    void whoIsKeptWaitingEndsTheSearchAndNothingIsLearnt() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> decoded.size() < 2, fitsAt(-2));

        assertThat(decoded).containsExactly(0, -1);
        assertThat(caller.speed()).isZero();
        assertThat(caller.isNewsIn(2000)).isTrue();
    }

    @Test
    void whatIsHardlyLikelierIsNoReasonToChange() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, sound -> {
            Found fits = fitsAt(2).apply(sound);
            return new Found(fits.heard(), fits.likelihood() / 10);
        });

        assertThat(caller.speed()).isZero();
    }

    @Test
    void whereNothingIsSaidNothingIsSearched() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, sound -> {
            decoded.add(speedOf(sound));
            return new Found(new Heard(List.of(), 0), -20);
        });

        assertThat(decoded).containsExactly(0);
    }

    @Test
    void wordsStandWhereTheyWereSaid() {
        VocalTract.learn(FOUR_SECONDS, caller, () -> true, fitsAt(2));
        HeardWord word =
                VocalTract.heard(FOUR_SECONDS, caller, fitsAt(2)).words().getFirst();

        assertThat(word.startMillis()).isBetween(1999, 2001);
        assertThat(word.endMillis()).isBetween(3999, 4001);
    }

    /** Says one word in the second half of the sound, the likelier the nearer the sound is played at this speed. */
    private Function<short[], Found> fitsAt(int speed) {
        return sound -> {
            int played = speedOf(sound);
            decoded.add(played);
            int millis = sound.length * 1000 / SphinxModel.SAMPLE_RATE_HZ;
            HeardWord word = new HeardWord("played at " + played, 1, millis / 2, millis, false);
            return new Found(new Heard(List.of(word), 1), -10 - Math.abs(played - speed));
        };
    }

    private static int speedOf(short[] sound) {
        int seconds = Math.round((float) sound.length / SphinxModel.SAMPLE_RATE_HZ);
        int whole = sound.length > 2.5 * SphinxModel.SAMPLE_RATE_HZ ? 4 : Math.min(seconds, 2);
        return (int) Math.round(16.0 * whole * SphinxModel.SAMPLE_RATE_HZ / sound.length) - 16;
    }
}
