package dev.sotto.speech;

import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was heard can be believed, and whether it was meant for us. A recogniser always finds some words; what it
 * says with little confidence, or with words no order has, is a question to ask again and never an order.
 */
final class Judgement {
    /** Said by listeners to whoever is speaking, and meaning "go on". */
    private static final Set<String> GO_ON = Set.of(
            "uh", "huh", "um", "hmm", "mm", "mhm", "ah", "oh", "hm", "er", "uhuh", "euh", "hum", "mmm", "ouh", "ha");

    /** These too, unless they answer a question. */
    private static final Set<String> I_SEE = Set.of(
            "okay",
            "ok",
            "yeah",
            "right",
            "yes",
            "yep",
            "sure",
            "i",
            "see",
            "well",
            "and",
            "so",
            "good",
            "great",
            "oui",
            "ouais",
            "bien",
            "d'accord",
            "ah",
            "voila");

    private final SpeechSettings settings;

    Judgement(SpeechSettings settings) {
        this.settings = settings;
    }

    /** Why this cannot be believed; null when it can. {@code drowned}: in more noise than who heard it can cope with. */
    @Nullable
    UnclearReason doubt(Heard heard, Expectation expectation, boolean drowned) {
        if (heard.words().isEmpty() || drowned) {
            return UnclearReason.NOISE;
        }
        if (heard.shareOutsideMenu() >= settings.outsideMenuShare()) {
            return UnclearReason.NOT_ABOUT_THE_MENU;
        }
        return heard.confidence() < leastConfidence(expectation) ? UnclearReason.LOW_CONFIDENCE : null;
    }

    /** Whether somebody who spoke while we did wants us to stop. */
    boolean interrupts(Heard heard, Expectation expectation) {
        return doubt(heard, expectation, false) == null
                && !heard.words().stream().allMatch(word -> goesOn(word.text(), expectation));
    }

    private static boolean goesOn(String word, Expectation expectation) {
        return GO_ON.contains(word) || (expectation == Expectation.ORDER && I_SEE.contains(word));
    }

    /** A number is read back digit by digit, so a doubtful one costs less than asking for it again. */
    private double leastConfidence(Expectation expectation) {
        return expectation == Expectation.NUMBER ? settings.leastConfidence() / 2 : settings.leastConfidence();
    }
}
