package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Company;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;

/** Counts a dish for each of those who order: "three burgers and a coffee each", "for each of us a coffee". */
final class PerHead {
    private final Company company;

    PerHead(Company company) {
        this.company = company;
    }

    /** The phrase as it is meant: of so many where "each" is said with it. */
    Phrase counted(Phrase phrase, List<Phrase> phrases, int index) {
        boolean inFront = index > 0
                && isEach(phrases.get(index - 1))
                && phrase.quantity() == 1
                && !phrase.afterBreak()
                && isCountable(phrase);
        boolean within = phrase.pointer() == Cue.EVERY && phrase.opens(Cue.EACH) && phrase.quantity() > 0;
        if (within && !phrase.words().isEmpty()) {
            return phrase.pointing(null).counted(phrase.quantity() * company.size());
        }
        return inFront || isBehind(phrase, phrases, index)
                ? phrase.counted(phrase.quantity() * company.size())
                : phrase;
    }

    /** Whether nothing but "each" is said behind this dish, and so counts it; "two burgers each with cheese" does not. */
    boolean isBehind(Phrase phrase, List<Phrase> phrases, int index) {
        if (index + 1 >= phrases.size()) {
            return false;
        }
        Phrase next = phrases.get(index + 1);
        Phrase after = index + 2 < phrases.size() ? phrases.get(index + 2) : null;
        boolean described =
                after != null && !after.afterBreak() && (after.scope() == Cue.WITH || after.scope() == Cue.NOT);
        return isEach(next) && !next.afterBreak() && isCountable(phrase) && (phrase.quantity() == 1 || !described);
    }

    private static boolean isCountable(Phrase phrase) {
        boolean plain = phrase.scope() == null || phrase.scope() == Cue.WANT;
        return plain
                && phrase.quantity() > 0
                && phrase.pointer() == null
                && !phrase.words().isEmpty();
    }

    private static boolean isEach(Phrase each) {
        return each.opens(Cue.EACH) && each.words().isEmpty() && each.quantity() == 0;
    }
}
