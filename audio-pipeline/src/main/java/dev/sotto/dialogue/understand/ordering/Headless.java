package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out a phrase that names no dish: it describes one, points at some, counts them, or is of a dish that is not here. */
final class Headless {
    private final @Nullable Focus focus;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final Describing describing;
    private final Ordering ordering;
    private final HeadFinder headFinder;
    private final Pointing pointing;
    private final Unnamed unnamed;
    private final WhichOne whichOne;
    private final HalfNaming halfNaming;
    private final Swapping swapping;
    private final BareNumber numbers;
    private final TakenBack takenBack;
    private final List<Concern> concerns;
    private final Function<List<Mention>, String> text;
    private Supplier<@Nullable String> spokenOf = () -> null;

    Headless(
            @Nullable Focus focus,
            Draft draft,
            Target target,
            Sharing sharing,
            Describing describing,
            Ordering ordering,
            HeadFinder headFinder,
            Pointing pointing,
            Unnamed unnamed,
            WhichOne whichOne,
            HalfNaming halfNaming,
            Swapping swapping,
            BareNumber numbers,
            TakenBack takenBack,
            List<Concern> concerns,
            Function<List<Mention>, String> text) {
        this.focus = focus;
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
        this.describing = describing;
        this.ordering = ordering;
        this.headFinder = headFinder;
        this.pointing = pointing;
        this.unnamed = unnamed;
        this.whichOne = whichOne;
        this.halfNaming = halfNaming;
        this.swapping = swapping;
        this.numbers = numbers;
        this.takenBack = takenBack;
        this.concerns = concerns;
        this.text = text;
    }

    /** @param dish the one that was just spoken of and is not ordered, or null; asked for only where it may be meant */
    void begin(Supplier<@Nullable String> dish) {
        spokenOf = dish;
    }

    void read(Phrase phrase, List<Phrase> phrases, int index) {
        if (halfNaming.opens(phrases, index)) {
            return;
        }
        Phrase besides = whichOne.told(phrase);
        if (besides != null) {
            describing.describe(besides, besides.words());
            return;
        }
        if (headFinder.isUnknownDish(phrase, index + 1 < phrases.size() ? phrases.get(index + 1) : null, sharing)) {
            concerns.add(new Concern.Unknown(text.apply(Heads.nameIn(phrase.words())), List.of()));
            target.lose();
            describing.begin();
            return;
        }
        if (phrase.words().isEmpty()
                && phrase.opens(Cue.DENY)
                && phrase.opens(Cue.ACTUALLY)
                && ordering.dropPointedAt()) {
            return;
        }
        Phrase following = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        if (halfNaming.isAnnounced(phrase, following)) {
            describing.keepFor(phrase.words(), false);
            return;
        }
        if (unnamed.waits(phrase, following, following == null ? -1 : headFinder.first(following, 0))) {
            return;
        }
        String spoken = isOfWhatWasSpokenOf(phrase, phrases.size() == 1) ? spokenOf.get() : null;
        if (spoken != null) {
            ordering.openDescribed(spoken, phrase);
            spokenOf = () -> null;
            return;
        }
        String again = ordering.describedAgain(phrase);
        String implied = again == null ? unnamed.implied(phrase, following) : again;
        if (implied != null) {
            ordering.openDescribed(implied, phrase);
            return;
        }
        if (unnamed.isNotServed(phrase, following)) {
            concerns.add(new Concern.Unknown(text.apply(phrase.words()), List.of()));
            target.lose();
            describing.begin();
            return;
        }
        if (following != null && headFinder.isMeasureOf(phrase, following)) {
            target.lose();
            return;
        }
        DraftLine takenBack = this.takenBack.line(phrase);
        if (takenBack != null) {
            draft.drop(takenBack);
            target.moveTo(null);
            return;
        }
        DraftLine recounted = this.takenBack.recounted(phrase);
        if (recounted != null) {
            target.moveTo(recounted.lineId());
            ordering.setQuantity(recounted, phrase.quantity());
            return;
        }
        DraftLine line = target.line();
        if (line != null && phrase.isBareNumber() && numbers.isSize(phrase, line)) {
            numbers.read(phrases, index);
            return;
        }
        if (phrase.pointer() == null) {
            pointing.lookAhead(phrases, index);
        }
        boolean chosen = pointing.point(phrases, index);
        if (chosen && phrase.pointer() == Cue.THE_ONE) {
            told(phrase);
            return;
        }
        if (line != null && following != null && isChanged(phrase, following)) {
            ordering.changes(line, phrase.quantity());
            return;
        }
        if (phrase.isBareNumber() && !chosen) {
            numbers.read(phrases, index);
            return;
        }
        if (phrase.opens(Cue.CHANGE) || phrase.opens(Cue.CANCEL)) {
            if (phrase.opens(Cue.CHANGE) && !phrase.words().isEmpty()) {
                if (following != null && following.opens(Cue.TO)) {
                    pointing.lookAhead(phrases, index + 1);
                }
                swapping.change(phrase);
                return;
            }
        }
        if (chosen && phrase.quantity() > 0) {
            describing.describe(phrase.uncounted(), phrase.words());
        } else {
            describing.describe(phrase, phrase.words());
        }
    }

    /** "Make one of those a lemonade": so many of what is ordered become what is named at once behind them. */
    private boolean isChanged(Phrase some, Phrase other) {
        return some.isBareNumber()
                && some.opens(Cue.OF_THEM)
                && other.article()
                && other.openers().isEmpty()
                && other.pointer() == null
                && !other.afterBreak()
                && headFinder.first(other, 0) >= 0;
    }

    /** "Two of those", or only "two, please", after a dish was spoken of. */
    private boolean isOfWhatWasSpokenOf(Phrase phrase, boolean alone) {
        boolean counts = phrase.isBareNumber()
                && focus == null
                && !phrase.corrects()
                && draft.touched().isEmpty();
        return counts && (phrase.opens(Cue.OF_THEM) || alone);
    }

    /** What tells which one is meant is said of it already; only what is done with it is new. */
    private void told(Phrase phrase) {
        DraftLine line = target.line();
        if (line != null && phrase.opens(Cue.CANCEL)) {
            draft.drop(line);
            target.moveTo(null);
            target.lose();
        }
    }
}
