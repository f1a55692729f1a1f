package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells, for words that may name a dish or describe one, which they do here: "a coke", "a burger with a coke". */
final class HeadFinder {
    private static final double FULL_NAME = 0.9;
    private static final double HALF_NAME = 0.5;

    private final Language language;
    private final Draft draft;
    private final Target target;
    private final Fitting fitting;
    private final Heads heads;
    /** Whether the last thing said described the current line, so that a list may go on doing so. */
    private boolean describing;

    private boolean refused;

    HeadFinder(Language language, Draft draft, Target target, Fitting fitting, Heads heads) {
        this.language = language;
        this.draft = draft;
        this.target = target;
        this.fitting = fitting;
        this.heads = heads;
    }

    void enter(Phrase phrase) {
        if (phrase.afterStop() || phrase.opens(Cue.WANT) || phrase.opens(Cue.ALSO)) {
            describing = false;
        }
        Cue scope = phrase.scope();
        refused = scope == Cue.NOT || (refused && scope == null);
        if (scope == Cue.WITH || scope == Cue.NOT || !phrase.measure().isUsual()) {
            describing = true;
        }
    }

    /** The line of a dish that was ordered before; null where none was or the words name no dish. */
    @Nullable
    DraftLine lineOf(Mention named) {
        return named.orderScore() > 0 ? heads.mentioned(draft.lines(), named, heads.itemsOf(named)) : null;
    }

    /** "A large haddock, small chips": what no dish spoken about can be had with is a dish and how it is wanted. */
    Phrase apart(Phrase phrase) {
        if (phrase.words().stream().allMatch(word -> word.apart().isEmpty())) {
            return phrase;
        }
        boolean here = phrase.words().stream().anyMatch(word -> word.orderScore() >= FULL_NAME);
        DraftLine line = target.line();
        List<Mention> words = new ArrayList<>();
        for (Mention word : phrase.words()) {
            boolean said = here || (line != null && fitting.accepts(line.itemId(), word));
            words.addAll(said || word.apart().isEmpty() ? List.of(word) : word.apart());
        }
        return phrase.saying(words);
    }

    void named() {
        describing = false;
    }

    /** Index of the first word from there that names what is ordered; -1 where none does. */
    int first(Phrase phrase, int from) {
        for (int index = from; index < phrase.words().size(); index++) {
            if (isHead(phrase, index)) {
                return index;
            }
        }
        return -1;
    }

    /** "Burger" after "cheese burger", "pizza" before "margherita": a kind beside the dish of that kind names it too. */
    int endOfName(Phrase phrase, int head) {
        int next = head + 1;
        boolean kind = next < phrase.words().size()
                && heads.isKindOf(phrase.words().get(next), phrase.words().get(head));
        return kind ? next + 1 : next;
    }

    /** "Smoked duck": what nobody knows right behind a name belongs to it. */
    int endOfStrangers(Phrase phrase, int end) {
        List<Mention> words = phrase.words();
        boolean strange = end < words.size()
                && words.get(end).isUnknown()
                && words.get(end).from() == words.get(end - 1).to();
        return strange ? end + 1 : end;
    }

    private boolean isHead(Phrase phrase, int index) {
        List<Mention> words = phrase.words();
        Mention mention = words.get(index);
        double order = mention.orderScore();
        DraftLine spokenOf = target.line();
        if (order == 0 || (phrase.definite() && spokenOf != null && fitting.namesChoice(spokenOf.itemId(), mention))) {
            return false;
        }
        Mention next = words.stream()
                .skip(index + 1L)
                .filter(Mention::isMenu)
                .findFirst()
                .orElse(null);
        if (next != null && heads.isKindOf(mention, next)) {
            return false;
        }
        if (index > 0 && isMeasured(phrase, words.get(index - 1), mention)) {
            return false;
        }
        boolean nextNames = next != null && next.orderScore() >= FULL_NAME;
        boolean kindBehind = next != null && heads.isKindOf(next, mention);
        if (language == Language.ENGLISH && nextNames && order < FULL_NAME && !kindBehind) {
            return false;
        }
        if (mention.modifierScore() == 0 && !isServedWith(mention)) {
            return order >= FULL_NAME || !isSaidOfTheLine(phrase);
        }
        return order >= mention.modifierScore() * 0.5 && !describes(phrase, index, mention, next);
    }

    /** "Matcha latte with extra matcha": a part of a name, said of a line, orders nothing. */
    private boolean isSaidOfTheLine(Phrase phrase) {
        Cue scope = phrase.scope();
        boolean scoped = scope == Cue.WITH
                || scope == Cue.INSTEAD_OF
                || !phrase.measure().isUsual();
        return target.line() != null && scoped && phrase.quantity() == 0;
    }

    /** "With a double shot of espresso": so much of something goes into the dish it is said of. */
    private boolean isMeasured(Phrase phrase, Mention measure, Mention measured) {
        DraftLine line = target.line();
        boolean of = measured.from() - measure.to() == 1 && !measured.afterBreak();
        return of && line != null && phrase.scope() == Cue.WITH && fitting.chooses(line.itemId(), measure);
    }

    private boolean isServedWith(Mention mention) {
        DraftLine line = target.line();
        return line != null && fitting.accepts(line.itemId(), mention);
    }

    private boolean describes(Phrase phrase, int index, Mention mention, @Nullable Mention next) {
        double order = mention.orderScore();
        boolean english = language == Language.ENGLISH;
        Mention dish = phrase.words().stream()
                .skip(index + 1L)
                .filter(word -> word.orderScore() >= FULL_NAME)
                .findFirst()
                .orElse(next);
        if (english && dish != null && dish.orderScore() > 0 && heads.accepts(dish, mention, fitting)) {
            return true;
        }
        boolean afterHead = index > 0 && phrase.words().get(index - 1).orderScore() >= FULL_NAME;
        DraftLine line = target.line();
        Cue scope = phrase.scope();
        boolean scoped = scope == Cue.WITH
                || scope == Cue.NOT
                || scope == Cue.INSTEAD_OF
                || scope == Cue.CANCEL
                || !phrase.measure().isUsual()
                || phrase.onTheSide()
                || phrase.pointer() == Cue.HALF;
        if (line == null) {
            return scoped && scope != Cue.CANCEL;
        }
        boolean fits = fitting.accepts(line.itemId(), mention);
        boolean corrects = phrase.corrects();
        if (phrase.quantity() < 2 && (fitting.answers(mention) || (corrects && fits && phrase.quantity() == 0))) {
            return true;
        }
        boolean definite =
                (phrase.definite() || scope == Cue.CANCEL || phrase.opens(Cue.CHANGE)) && phrase.quantity() == 0;
        if (definite && heads.mentioned(draft.lines(), mention, heads.itemsOf(mention)) != null) {
            return fitting.has(line, mention);
        }
        if (!fits) {
            return draft.lines().stream().anyMatch(other -> fitting.has(other, mention))
                    && (scope == Cue.CANCEL || scope == Cue.NOT || phrase.opens(Cue.CHANGE));
        }
        boolean heading = mention.readings().stream().noneMatch(reading -> reading.meaning() instanceof Meaning.Item);
        if (scoped || afterHead || (heading && phrase.quantity() > 0 && fitting.chooses(line.itemId(), mention))) {
            // "One sweet" of the teas: a heading of the menu is no dish where the word is a choice of it.
            return true;
        }
        boolean goesOn = !phrase.opens(Cue.ALSO) && !phrase.opens(Cue.WANT) && !phrase.afterStop();
        boolean course = describing && !phrase.afterBreak() && fitting.isOpenCourse(line, mention);
        if (phrase.quantity() < 2 && goesOn && (course || fitting.completes(line, mention))) {
            return true;
        }
        if (phrase.quantity() > 0) {
            return order < HALF_NAME && describing;
        }
        if (refused && phrase.opens(Cue.AND) && scope == null && order >= FULL_NAME) {
            return false;
        }
        if (describing || !target.isNamed()) {
            return true;
        }
        return !(phrase.opens(Cue.AND) || phrase.opens(Cue.WANT) || phrase.afterBreak()) || order < FULL_NAME;
    }

    /** How many of these words, said between two dishes, go with the one before. */
    int leftBehind(List<Mention> words, DraftLine line, boolean with) {
        int left = 0;
        while (left < words.size() && fitting.accepts(line.itemId(), words.get(left))) {
            left++;
            if (language == Language.ENGLISH) {
                break;
            }
        }
        return language == Language.ENGLISH && !with ? 0 : left;
    }

    /** "Another haddock", "and beef wellington": nothing of it can be said of a dish that is ordered. */
    private boolean isBeyondTheOrder(Phrase phrase) {
        if (phrase.pointer() == Cue.ANOTHER) {
            return true;
        }
        List<Mention> known = phrase.words().stream().filter(Mention::isMenu).toList();
        boolean fits = known.stream()
                .anyMatch(word -> draft.lines().stream().anyMatch(line -> fitting.accepts(line.itemId(), word)));
        boolean said = !draft.lines().isEmpty() && !known.isEmpty();
        return said && !fits && phrase.pointer() == null && phrase.scope() != Cue.NOT;
    }

    /** "A cup of the alligator chili": how much of something that nobody knows here. */
    boolean isMeasureOf(Phrase measure, Phrase next) {
        boolean counted = measure.quantity() > 0
                && measure.pointer() == null
                && !measure.words().isEmpty();
        boolean strange = next.words().stream().anyMatch(Mention::isUnknown) && first(next, 0) < 0;
        return counted && strange && next.definite() && next.openers().isEmpty() && !next.afterBreak();
    }

    /** Words that stand where a dish is ordered and hold something no dish here is called. */
    boolean isUnknownDish(Phrase phrase, @Nullable Phrase following, Sharing sharing) {
        List<Mention> words = phrase.words();
        boolean unknown = words.stream().anyMatch(Mention::isUnknown);
        if (unknown && isBeyondTheOrder(phrase)) {
            return true;
        }
        boolean modifies = phrase.scope() == Cue.WITH
                || phrase.scope() == Cue.NOT
                || !phrase.measure().isUsual();
        if (!unknown || modifies || (phrase.pointer() != null && phrase.pointer() != Cue.HALF)) {
            return false;
        }
        boolean known = words.stream().anyMatch(Mention::isMenu);
        if (phrase.pointer() == Cue.HALF) {
            // "Half queen, half pepperoni": beside the other half it can be nothing else.
            DraftLine line = target.line();
            boolean second = line != null && !line.parts().isEmpty();
            return !known && (second || (following != null && following.pointer() == Cue.HALF));
        }
        DraftLine whole = sharing.whole();
        boolean pronoun = known
                && whole != null
                && words.stream().anyMatch(word -> fitting.chooses(whole.itemId(), word))
                && (sharing.canTake(phrase.quantity()) || phrase.opens(Cue.AND));
        boolean shared = following != null && following.pointer() == Cue.OTHER && sharing.canTake(phrase.quantity());
        if (phrase.quantity() > 0) {
            return !pronoun && !shared;
        }
        return known && target.line() == null;
    }
}
