package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the lines that a phrase without a dish is about: one of them, the other, both, half of them, the second. */
final class Pointing {
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final Fitting fitting;
    private final Describing describing;
    private final Again again;
    private final HeadFinder headFinder;
    private final SameChoice sameChoice;

    Pointing(
            Draft draft,
            Target target,
            Sharing sharing,
            Fitting fitting,
            Describing describing,
            Again again,
            HeadFinder headFinder,
            SameChoice sameChoice) {
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
        this.fitting = fitting;
        this.describing = describing;
        this.again = again;
        this.headFinder = headFinder;
        this.sameChoice = sameChoice;
    }

    /** Moves to the lines the phrase points at: the other one, both, half of them, "one with …". True where it did. */
    boolean point(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        Cue pointer = phrase.pointer();
        if (pointer == null) {
            return phrase.quantity() > 0
                    && !isMoreOfIt(phrases, index)
                    && pieces(phrase, index + 1 < phrases.size() ? phrases.get(index + 1) : null);
        }
        describing.begin();
        return switch (pointer) {
            case EVERY -> every();
            case OTHER -> moveTo(otherLine());
            case OWN -> own(phrase);
            case ANOTHER -> moveTo(another(phrase, index + 1 < phrases.size() ? phrases.get(index + 1) : null));
            case SAME -> isSameChoice(phrase) || same(again.sameAgain(Math.max(1, phrase.quantity())));
            case HALF -> !describing.halves().canBegin() && sharing.half() > 0 && moveTo(sharing.take(sharing.half()));
            case HALF_OF -> sharing.half() > 0 && moveTo(sharing.take(sharing.half()));
            case FIRST -> nth(1);
            case SECOND -> nth(2);
            case THIRD -> nth(3);
            case LAST -> moveTo(draft.last());
            case THE_ONE -> theOne(phrase, index + 1 < phrases.size() ? phrases.get(index + 1) : null);
            default -> false;
        };
    }

    /** "I'll have the soup, and she'll have hers with bread": a piece of several, or one more of what was just named. */
    private boolean own(Phrase phrase) {
        boolean more = !draft.touched().isEmpty() && (phrase.opens(Cue.AND) || phrase.opens(Cue.WANT));
        return sharing.canTake(1) ? moveTo(sharing.take(1)) : more && moveTo(again.another(1));
    }

    private boolean every() {
        DraftLine whole = sharing.whole();
        List<DraftLine> touched = draft.touched();
        boolean many = whole != null && whole.quantity() > 1 && !sharing.isBegun();
        target.moveToAll(many && whole != null ? List.of(whole) : touched.isEmpty() ? draft.lines() : touched);
        return true;
    }

    private @Nullable DraftLine otherLine() {
        DraftLine rest = sharing.isBegun() ? sharing.rest() : null;
        if (rest != null) {
            return rest;
        }
        DraftLine whole = sharing.whole();
        // Of the one nothing was understood; the other is still only one of them.
        if (sharing.isJustNamed() && whole != null && whole.quantity() == 2) {
            return sharing.take(1);
        }
        DraftLine current = target.line();
        return draft.lines().reversed().stream()
                .filter(line -> current == null || !line.lineId().equals(current.lineId()))
                .findFirst()
                .orElse(null);
    }

    /** "Another one without" is told by what the one before has. */
    private @Nullable DraftLine another(Phrase phrase, @Nullable Phrase next) {
        int quantity = Math.max(1, phrase.quantity());
        boolean without = phrase.words().isEmpty() && next != null && next.scope() == Cue.NOT && !next.afterStop();
        return without ? again.anotherAlike(quantity) : again.another(quantity);
    }

    private boolean isSameChoice(Phrase phrase) {
        DraftLine line = target.line();
        return line != null && sameChoice.copy(line, phrase.words());
    }

    private boolean same(@Nullable DraftLine copy) {
        if (copy != null) {
            describing.differs(copy);
        }
        return moveTo(copy);
    }

    /** "The chocolate one", "the one with bacon": the latest that has it. */
    private boolean theOne(Phrase phrase, @Nullable Phrase next) {
        boolean behind = phrase.words().isEmpty() && next != null && next.pointer() == null && !next.afterStop();
        List<Mention> has = behind && next != null ? next.words() : phrase.words();
        if (has.isEmpty()) {
            return false;
        }
        DraftLine told = latestWith(has);
        return moveTo(told == null ? headFinder.lineOf(has.getFirst()) : told);
    }

    private boolean nth(int number) {
        DraftLine whole = sharing.whole();
        boolean several = whole != null && (whole.quantity() > 1 || sharing.isBegun());
        DraftLine piece = several ? sharing.piece(number) : null;
        return moveTo(piece == null ? sharing.nth(draft.lines(), number) : piece);
    }

    private boolean moveTo(@Nullable DraftLine line) {
        if (line != null) {
            target.moveTo(line.lineId());
        }
        return line != null;
    }

    /** "…, two with chicken": some of the pieces named before, or more of the same. */
    private boolean pieces(Phrase phrase, @Nullable Phrase next) {
        boolean described = !phrase.words().isEmpty()
                || (next != null
                        && (next.scope() == Cue.WITH || next.scope() == Cue.NOT)
                        && !next.afterStop()
                        && (next.quantity() == 0 || next.article())
                        && headFinder.first(next, 0) < 0);
        DraftLine whole = sharing.whole();
        boolean answers = phrase.quantity() == 1
                && !phrase.words().isEmpty()
                && fitting.answers(phrase.words().getFirst());
        boolean corrects = phrase.corrects();
        if (!described
                || whole == null
                || answers
                || (corrects && phrase.words().isEmpty())
                || isPortion(phrase, whole)) {
            return false;
        }
        List<Mention> words = phrase.words().isEmpty() && next != null ? next.words() : phrase.words();
        boolean clash = !words.isEmpty() && describing.contradicts(whole, words.getFirst());
        boolean more = (phrase.opens(Cue.AND) || phrase.opens(Cue.ALSO))
                && sharing.isJustNamed()
                && !phrase.afterStop()
                && !phrase.opens(Cue.OF_THEM);
        int quantity = phrase.quantity();
        if (phrase.article()
                && (corrects
                        || (!clash
                                && !sharing.canTake(quantity)
                                && !phrase.words().isEmpty()))) {
            return false;
        }
        if (corrects && sharing.isRegathered(quantity)) {
            describing.begin();
            return moveTo(sharing.regather());
        }
        describing.begin();
        boolean anew = corrects || phrase.opens(Cue.OF_THEM) || sharing.isRecounted();
        if (sharing.canTake(quantity) && !more && (!clash || anew)) {
            if (corrects) {
                sharing.recount();
            }
            return moveTo(sharing.take(quantity));
        }
        return moveTo(again.another(quantity));
    }

    /** "A coffee with cream and two sugars": goes into the dish as what was said before it does. */
    private boolean isMoreOfIt(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        DraftLine line = target.line();
        boolean goesOn = index > 0
                && phrases.get(index - 1).openers().equals(List.of(Cue.WITH))
                && !phrases.get(index - 1).isCounted()
                && phrase.openers().equals(List.of(Cue.AND))
                && !phrase.afterBreak();
        boolean last = index + 1 == phrases.size() || phrases.get(index + 1).scope() != Cue.WITH;
        return goesOn
                && last
                && line != null
                && phrase.isCounted()
                && phrase.words().size() == 1
                && !sharing.canTake(phrase.quantity())
                && fitting.chooses(line.itemId(), phrase.words().getFirst())
                && !describing.contradicts(line, phrase.words().getFirst());
    }

    /** "With two sugars" is how much sugar, "two with sugar" how many coffees. */
    private boolean isPortion(Phrase phrase, DraftLine whole) {
        if (phrase.words().isEmpty() || phrase.opens(Cue.OF_THEM)) {
            return false;
        }
        Cue scope = phrase.scope();
        boolean within = scope == Cue.WITH || scope == Cue.NOT || scope == Cue.CANCEL || phrase.opens(Cue.TO);
        Mention first = phrase.words().getFirst();
        boolean accepted = fitting.accepts(whole.itemId(), first);
        boolean ingredient = first.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Part);
        if (phrase.opens(Cue.PORTION) && accepted) {
            return true;
        }
        boolean shareable = sharing.canTake(phrase.quantity());
        return !accepted
                || within
                || (ingredient && !shareable)
                || (phrase.article() && !shareable && !phrase.opens(Cue.AND) && !isAnother(phrase, whole));
    }

    /** "A camembert, ripe, a mild …": after a pause, another answer to the choice is another piece. */
    private boolean isAnother(Phrase phrase, DraftLine whole) {
        return phrase.afterBreak()
                && phrase.openers().isEmpty()
                && draft.isTouched(whole)
                && describing.contradicts(whole, phrase.words().getFirst());
    }

    /** "Gravy on the chips": what is also a dish goes onto one that was ordered; moves to it. */
    boolean isPutOn(Phrase phrase, @Nullable Phrase next) {
        boolean onto = next != null
                && next.definite()
                && next.quantity() == 0
                && next.words().size() == 1
                && !next.afterBreak()
                && next.scope() == Cue.WITH;
        if (next == null || !onto || phrase.quantity() > 1 || phrase.words().isEmpty()) {
            return false;
        }
        DraftLine line = headFinder.lineOf(next.words().getFirst());
        return line != null
                && phrase.words().stream().allMatch(word -> fitting.accepts(line.itemId(), word))
                && moveTo(line);
    }

    /** "Oat milk for the other", "chantilly sur la première": whom it is for is said afterwards. */
    void lookAhead(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        Phrase next = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        Phrase after = index + 2 < phrases.size() ? phrases.get(index + 2) : null;
        boolean ends = after == null || after.afterBreak() || after.opens(Cue.AND);
        if (next == null || next.afterBreak() || !ends || phrase.words().isEmpty() || phrase.quantity() > 1) {
            return;
        }
        boolean on = next.openers().equals(List.of(Cue.WITH)) && !next.article() && phrase.quantity() == 0;
        boolean some = next.quantity() > 0
                && next.words().isEmpty()
                && (on || next.opens(Cue.OF_THEM) || next.opens(Cue.ONLY));
        if (some && sharing.canTake(next.quantity())) {
            moveTo(sharing.take(next.quantity()));
            return;
        }
        if (next.pointer() != null
                && next.words().isEmpty()
                && (next.opens(Cue.TO) || next.opens(Cue.WITH) || next.pointer() == Cue.EVERY)) {
            point(phrases, index + 1);
        } else if (next.definite() && next.words().size() == 1 && (next.opens(Cue.TO) || next.opens(Cue.WITH))) {
            Mention whom = next.words().getFirst();
            DraftLine dish = headFinder.lineOf(whom);
            moveTo(dish == null ? latestWith(List.of(whom)) : dish);
        }
    }

    /** "No turnips for the lamb": the latest line that is told by what it has. */
    private @Nullable DraftLine latestWith(List<Mention> has) {
        return draft.lines().reversed().stream()
                .filter(line -> has.stream().allMatch(word -> fitting.has(line, word)))
                .findFirst()
                .orElse(null);
    }
}
