package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.ordering.Halves.Half;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds on which half of a piece something is wanted, which is said behind it: "no olives on the queen half". */
final class HalfNaming {
    private final Heads heads;
    private final HeadFinder headFinder;
    private final Describing describing;
    /** "Half and half …": the next two dishes are halves. */
    private boolean both;

    HalfNaming(Heads heads, HeadFinder headFinder, Describing describing) {
        this.heads = heads;
        this.headFinder = headFinder;
        this.describing = describing;
    }

    /** Describes the half that is named here; the place of its last phrase, -1 where none is. */
    int at(List<Phrase> phrases, int index) {
        int last = behind(phrases, index);
        return last >= 0 ? last : inFront(phrases, index);
    }

    /** "No olives on the queen half". */
    private int behind(List<Phrase> phrases, int index) {
        int last = index;
        while (last < phrases.size() && describesOnly(phrases.get(last))) {
            last++;
        }
        if (last == index || last == phrases.size()) {
            return -1;
        }
        boolean saidNext = last + 1 < phrases.size() && isOnlyHalf(phrases.get(last + 1));
        Half half = named(phrases.get(last), saidNext);
        if (half == null) {
            return -1;
        }
        phrases.subList(index, last).forEach(phrase -> describing.describeHalf(phrase, half));
        return saidNext ? last + 1 : last;
    }

    /** "On the queen side no olives": the half said first. */
    private int inFront(List<Phrase> phrases, int index) {
        Phrase first = phrases.get(index);
        boolean saidNext = index + 1 < phrases.size() && isOnlyHalf(phrases.get(index + 1));
        int from = saidNext ? index + 2 : index + 1;
        int end = from;
        while (end < phrases.size() && describesOnly(phrases.get(end)) && saysWhether(phrases.get(end))) {
            end++;
        }
        // Beside another half, "half queen without olives" is the first half of a new piece.
        boolean said = saidNext
                || (saysHalf(first)
                        && phrases.stream().filter(HalfNaming::saysHalf).count() == 1);
        Half half = end > from && said && !first.words().isEmpty() ? named(first, true) : null;
        if (half == null) {
            return -1;
        }
        phrases.subList(from, end).forEach(phrase -> describing.describeHalf(phrase, half));
        return end - 1;
    }

    private static boolean saysWhether(Phrase phrase) {
        return !phrase.afterStop() && (phrase.scope() == Cue.WITH || phrase.scope() == Cue.NOT);
    }

    /** "A large half queen, half margherita": said before the piece it is about. */
    boolean isAnnounced(Phrase phrase, @Nullable Phrase following) {
        return following != null
                && following.pointer() == Cue.HALF
                && following.quantity() > 0
                && !following.afterBreak()
                && !following.opens(Cue.AND)
                && phrase.scope() != Cue.WITH
                && phrase.scope() != Cue.NOT
                && describesOnly(phrase);
    }

    /** "A margherita, half with mushrooms"; "half and half queen and margherita". True where nothing more is to be read. */
    boolean opens(List<Phrase> phrases, int index) {
        Phrase next = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        if (next == null || !isOnlyHalf(phrases.get(index))) {
            return false;
        }
        both = next.pointer() == Cue.HALF && !next.words().isEmpty();
        boolean described = (next.scope() == Cue.WITH || next.scope() == Cue.NOT) && describesOnly(next);
        boolean piece = describing.halves().canBegin();
        if (described && piece) {
            describing.openHalf();
        }
        return (described && piece) || both;
    }

    /** Whether a dish is a half although that was not said beside it; asked once. */
    boolean goesOn(Phrase phrase) {
        boolean second = both && phrase.opens(Cue.AND) && phrase.pointer() == null && !phrase.isCounted();
        both &= phrase.pointer() == Cue.HALF;
        return second;
    }

    private @Nullable Half named(Phrase phrase, boolean saidNext) {
        boolean points = phrase.opens(Cue.WITH) || phrase.opens(Cue.TO);
        boolean half = saidNext || saysHalf(phrase);
        boolean whole = phrase.isCounted() || phrase.afterStop();
        if (whole || phrase.words().size() > 1 || phrase.opens(Cue.AND)) {
            return null;
        }
        if (phrase.words().isEmpty()) {
            return points && saysHalf(phrase) ? describing.halves().unnamed() : null;
        }
        // "Sans olives côté reine": nothing stands in front of it.
        boolean bare = saysHalf(phrase) && phrase.openers().isEmpty() && !phrase.afterBreak();
        return points || bare || (saidNext && phrase.definite())
                ? describing.halves().called(heads.itemsOf(phrase.words().getFirst()), half)
                : null;
    }

    /** "Half queen, half margherita": two dishes of which only a half is wanted, and not "half a cheesecake". */
    static boolean isOneOfTwo(List<Phrase> phrases, Phrase phrase) {
        return phrase.pointer() == Cue.HALF
                && phrases.stream()
                                .filter(other -> other.pointer() == Cue.HALF)
                                .filter(other -> other.words().stream().anyMatch(word -> word.orderScore() > 0))
                                .count()
                        > 1;
    }

    /** "Half a lasagne", and not "half pepperoni": half of a whole dish. */
    static boolean isHalved(Phrase phrase, int head) {
        return phrase.opens(Cue.HALVED)
                && phrase.pointer() == Cue.HALF
                && head == 0
                && !phrase.definite()
                && phrase.scope() == null
                && phrase.words().getFirst().modifierScore() == 0;
    }

    /** Only one half is spoken of. */
    static boolean isAlone(List<Phrase> phrases) {
        return phrases.stream().filter(HalfNaming::saysHalf).count() <= 1;
    }

    /** "Half of one in queen": said in front of the dish. */
    static boolean isOfOneOfThem(List<Phrase> phrases, int index) {
        return index > 0 && phrases.get(index - 1).opens(Cue.OF_THEM);
    }

    /** "Half of it queen", "make half of it a queen", "la moitié en reine". */
    static boolean isOfOnePiece(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        Phrase before = index > 0 ? phrases.get(index - 1) : null;
        boolean announced = before != null
                && saysHalf(before)
                && before.words().isEmpty()
                && phrase.pointer() == null
                && !phrase.afterBreak()
                && !phrase.opens(Cue.AND)
                && !phrase.opens(Cue.ALSO)
                && !phrase.isCounted();
        return phrase.pointer() == Cue.HALF_OF || announced;
    }

    private static boolean saysHalf(Phrase phrase) {
        return phrase.pointer() == Cue.HALF || phrase.pointer() == Cue.HALF_OF;
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
