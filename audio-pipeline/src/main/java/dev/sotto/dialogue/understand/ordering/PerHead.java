package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Company;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts a dish for each of those who order: "three burgers and a coffee each", "for each of us a coffee". */
final class PerHead {
    private final Company company;
    private final HeadFinder headFinder;

    PerHead(Company company, HeadFinder headFinder) {
        this.company = company;
        this.headFinder = headFinder;
    }

    /** Whether nothing but "each" is said behind this dish, and so counts it. */
    boolean isBehind(Phrase phrase, @Nullable Phrase next, @Nullable Phrase after) {
        boolean described = after != null && !after.afterBreak() && (after.scope() == Cue.WITH || after.scope() == Cue.NOT);
        return next != null
                && isAlone(next)
                && !next.afterBreak()
                && isCountable(phrase)
                && (phrase.quantity() == 1 || !described);
    }

    /** Whether nothing but "each" is said in front of this dish. */
    boolean isInFront(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        return index > 0
                && isAlone(phrases.get(index - 1))
                && !phrase.afterBreak()
                && phrase.quantity() == 1
                && isCountable(phrase);
    }

    /** The same phrase of so many dishes. */
    Phrase counted(Phrase phrase) {
        return phrase.counted(phrase.quantity() * company.size());
    }

    private boolean isCountable(Phrase phrase) {
        boolean plain = phrase.scope() == null || phrase.scope() == Cue.WANT;
        return plain && phrase.quantity() > 0 && phrase.pointer() == null && headFinder.first(phrase, 0) >= 0;
    }

    private static boolean isAlone(Phrase each) {
        return each.opens(Cue.EACH) && each.words().isEmpty() && each.quantity() == 0;
    }
}
