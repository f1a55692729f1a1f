package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;

/** Tells that a phrase corrects something where that is said around it and not in front of it. */
final class Corrections {
    private final Carte carte;
    private final Target target;
    private final HeadFinder headFinder;

    Corrections(Carte carte, Target target, HeadFinder headFinder) {
        this.carte = carte;
        this.target = target;
        this.headFinder = headFinder;
    }

    /** "Two cookies in fact", "two cookies, not one", "the drink a tea": the phrase there as one that says so itself. */
    Phrase corrected(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        Phrase next = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        if (index > 0 && answers(phrases.get(index - 1), phrase)) {
            return phrase.uncounted().opening(Cue.SORRY);
        }
        if (next != null && isRecount(phrase, next)) {
            return phrase.opening(Cue.SORRY);
        }
        boolean behind = next != null
                && next.openers().equals(List.of(Cue.ACTUALLY))
                && next.words().isEmpty()
                && next.quantity() == 0
                && next.pointer() == null
                && !next.afterBreak()
                && (index + 2 == phrases.size() || phrases.get(index + 2).afterStop());
        boolean first = phrase.openers().isEmpty() || phrase.opens(Cue.WANT);
        return behind && first && phrase.isCounted() ? phrase.opening(Cue.ACTUALLY) : phrase;
    }

    /** "Make the drink a tea": the one names a choice of the dish spoken about and the other an answer to it. */
    private boolean answers(Phrase choice, Phrase answer) {
        DraftLine line = target.line();
        boolean named = choice.words().size() == 1 && choice.words().getFirst().isOnlyGroup();
        boolean goesOn =
                answer.quantity() < 2 && !answer.afterStop() && !answer.words().isEmpty();
        return line != null
                && named
                && goesOn
                && carte.groups(line.itemId()).stream()
                        .filter(group -> Fitting.names(choice.words().getFirst(), group))
                        .anyMatch(group -> Fitting.answers(group, answer.words().getFirst()));
    }

    /** "Two cookies, not one", of a cookie that is ordered: the second number is refused and counts nothing. */
    boolean isRecount(Phrase phrase, Phrase next) {
        boolean refused =
                next.isBareNumber() && next.openers().equals(List.of(Cue.NOT)) && next.quantity() != phrase.quantity();
        int head = refused && phrase.isCounted() ? headFinder.first(phrase, 0) : -1;
        return head >= 0 && headFinder.lineOf(phrase.words().get(head)) != null;
    }
}
