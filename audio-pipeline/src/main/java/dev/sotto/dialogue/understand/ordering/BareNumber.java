package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.CountedSizes;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes something of a number with nothing behind it: "two", "five of them", "sorry, three". */
final class BareNumber {
    private final Carte carte;
    private final @Nullable Focus focus;
    private final CountedSizes counted;
    private final Target target;
    private final Ordering ordering;
    private final LineChanges changes;

    BareNumber(
            Carte carte,
            @Nullable Focus focus,
            CountedSizes counted,
            Target target,
            Ordering ordering,
            LineChanges changes) {
        this.carte = carte;
        this.focus = focus;
        this.counted = counted;
        this.target = target;
        this.ordering = ordering;
        this.changes = changes;
    }

    /** A number alone answers, corrects, or says how many of what was just pointed at. */
    void read(List<Phrase> phrases, int index) {
        Phrase phrase = phrases.get(index);
        DraftLine line = target.line();
        if (line == null || choseCounted(line, phrase.quantity()) || phrase.article()) {
            return;
        }
        if (isSize(phrase, line)) {
            resize(line, phrase.quantity());
            return;
        }
        Phrase next = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        boolean corrects = phrase.corrects()
                || (next != null && next.words().isEmpty() && (next.opens(Cue.ACTUALLY) || next.opens(Cue.SORRY)))
                || (next != null && next.opens(Cue.ACTUALLY));
        boolean alone = phrases.stream().allMatch(other -> other.words().isEmpty());
        boolean told = phrase.opens(Cue.OF_THEM) && phrase.quantity() > line.quantity();
        if (corrects || alone || told || ordering.isPointedAt(line)) {
            ordering.setQuantity(line, phrase.quantity());
        }
    }

    /** "Nuggets, by six", "ten wings, no, six": of what comes in so many pieces a number right behind it is the choice. */
    boolean isSize(Phrase phrase, DraftLine line) {
        Meaning.Value size = counted.of(line.itemId(), phrase.quantity());
        if (size == null || !phrase.isBareNumber() || phrase.article() || phrase.opens(Cue.OF_THEM)) {
            return false;
        }
        boolean chosen = line.options().containsKey(size.groupId());
        boolean corrects = phrase.corrects();
        return line.quantity() == 1
                && (chosen ? corrects : phrase.opens(Cue.TO) || phrase.openers().isEmpty());
    }

    private void resize(DraftLine line, int number) {
        Meaning.Value size = counted.of(line.itemId(), number);
        if (size != null) {
            changes.apply(line, size, Polarity.WANTED, Measure.USUAL, false);
        }
    }

    /** "Six or twelve pieces?" – "twelve": the answer is a choice, not how many. */
    private boolean choseCounted(DraftLine line, int number) {
        Meaning.Value choice = focus == null || !focus.lineId().equals(line.lineId())
                ? null
                : counted.answer(line.itemId(), focus.groupId(), number);
        if (choice == null || carte.group(line.itemId(), choice.groupId()).isEmpty()) {
            return false;
        }
        changes.apply(line, choice, Polarity.WANTED, Measure.USUAL, false);
        return true;
    }
}
