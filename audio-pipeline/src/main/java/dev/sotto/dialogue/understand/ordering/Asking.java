package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;

/** What is asked is no order, up to the end of the sentence or until something is wanted. */
final class Asking {
    private boolean asking;

    /** Whether a phrase asks; told of one after another. */
    boolean at(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        asking = phrase.opens(Cue.QUESTION)
                || (asking && !phrase.afterStop() && !phrase.opens(Cue.WANT))
                || isAskedLater(phrases, index);
        return asking;
    }

    /** "Sweeteners, do you have any": the sentence ends as a question without ordering anything. */
    private static boolean isAskedLater(List<Phrase> phrases, int index) {
        if (phrases.get(index).opens(Cue.WANT)) {
            return false;
        }
        for (int later = index + 1; later < phrases.size(); later++) {
            Phrase phrase = phrases.get(later);
            if (phrase.afterStop() || phrase.opens(Cue.WANT)) {
                return false;
            }
            if (phrase.opens(Cue.QUESTION)) {
                boolean last =
                        later + 1 == phrases.size() || phrases.get(later + 1).afterStop();
                return last && phrase.words().isEmpty();
            }
        }
        return false;
    }
}
