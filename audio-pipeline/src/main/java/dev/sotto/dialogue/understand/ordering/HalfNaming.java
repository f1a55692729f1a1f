package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;

/** Finds on which half of a piece something is wanted, which is said behind it: "no olives on the queen half". */
final class HalfNaming {
    private final Heads heads;
    private final HeadFinder headFinder;
    private final Describing describing;
    /** "Half and half …": the next two dishes are halves. */
    private boolean both;

    private boolean announced;

    HalfNaming(Heads heads, HeadFinder headFinder, Describing describing) {
        this.heads = heads;
        this.headFinder = headFinder;
        this.describing = describing;
    }

    /** Describes the half that is named behind these words; the place of its last phrase, -1 where none is named. */
    int behind(List<Phrase> phrases, int index) {
        int last = index;
        while (last < phrases.size() && describesOnly(phrases.get(last))) {
            last++;
        }
        int half = last > index && last < phrases.size() ? named(phrases.get(last)) : -1;
        if (half < 0) {
            return -1;
        }
        phrases.subList(index, last).forEach(phrase -> describing.describeHalf(phrase, half));
        return last + 1 < phrases.size() && isOnlyHalf(phrases.get(last + 1)) ? last + 1 : last;
    }

    /** "A margherita, half with mushrooms"; "half and half queen and margherita". True where nothing more is to be read. */
    boolean opens(List<Phrase> phrases, int index) {
        Phrase next = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        if (next == null || !isOnlyHalf(phrases.get(index))) {
            return false;
        }
        both = next.pointer() == Cue.HALF && !next.words().isEmpty();
        // A pause in front of "half" parts it from what it is said of.
        boolean parted = next.openers().isEmpty()
                && next.afterBreak()
                && next.pointer() == null
                && !next.isCounted()
                && !next.words().isEmpty();
        boolean described = (parted || next.scope() == Cue.WITH || next.scope() == Cue.NOT) && describesOnly(next);
        if (described) {
            describing.openHalf();
        }
        announced = parted && !described;
        return described || both || announced;
    }

    /** Whether a dish is a half although that was not said beside it; asked once. */
    boolean goesOn(Phrase phrase) {
        boolean second = both && phrase.opens(Cue.AND) && phrase.pointer() == null && !phrase.isCounted();
        boolean half = announced || second;
        both &= phrase.pointer() == Cue.HALF;
        announced = false;
        return half;
    }

    private int named(Phrase phrase) {
        boolean names = phrase.words().size() == 1
                && !phrase.isCounted()
                && !phrase.afterStop()
                && (phrase.opens(Cue.WITH) || phrase.opens(Cue.TO));
        return names ? describing.halfCalled(heads.itemsOf(phrase.words().getFirst())) : -1;
    }

    private boolean describesOnly(Phrase phrase) {
        return phrase.pointer() == null
                && !phrase.words().isEmpty()
                && phrase.words().stream().allMatch(word -> word.modifierScore() > 0)
                && headFinder.first(phrase, 0) < 0;
    }

    private static boolean isOnlyHalf(Phrase phrase) {
        return phrase.pointer() == Cue.HALF && phrase.words().isEmpty() && !phrase.afterStop();
    }
}
