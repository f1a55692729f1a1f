package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Company;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.CountedSizes;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one utterance phrase by phrase and carries it out on the draft; what it cannot carry out becomes a concern. */
public final class Reader {
    private final Carte carte;
    private final @Nullable Focus focus;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final SaidBefore before = new SaidBefore();
    private final Fitting fitting;
    private final Heads heads;
    private final Describing describing;
    private final Ordering ordering;
    private final HeadFinder headFinder;
    private final Pointing pointing;
    private final Unnamed unnamed;
    private final HalfNaming halfNaming;
    private final Swapping swapping;
    private final BareNumber numbers;
    private final TakenBack takenBack;
    private final Corrections corrections;
    private final PerHead perHead;
    private final Function<List<Mention>, String> text;
    private final List<Concern> concerns = new ArrayList<>();
    private List<Phrase> phrases = List.of();
    private final Asking asking = new Asking();
    private @Nullable String spokenOf;

    /** @param people how many those who order say they are; 0 where they do not */
    public Reader(
            Carte carte,
            Language language,
            CountedSizes counted,
            Draft draft,
            @Nullable Focus focus,
            int people,
            Function<List<Mention>, String> text) {
        this.carte = carte;
        this.focus = focus;
        this.draft = draft;
        this.text = text;
        this.target = new Target(draft, focus == null ? null : focus.lineId());
        this.sharing = new Sharing(draft);
        this.fitting = new Fitting(carte, focus);
        this.describing = new Describing(carte, draft, target, fitting, before, concerns, text);
        this.heads = new Heads(carte, text);
        this.headFinder = new HeadFinder(language, draft, target, fitting, heads);
        this.halfNaming = new HalfNaming(heads, headFinder, describing);
        this.unnamed = new Unnamed(carte, draft, target, fitting, heads, text);
        this.takenBack = new TakenBack(carte, language, draft, fitting, text);
        this.corrections = new Corrections(carte, target, headFinder);
        this.perHead = new PerHead(new Company(carte, draft, people));
        Again again = new Again(carte, draft, sharing, concerns);
        LineChanges changes = new LineChanges(carte, draft, concerns);
        this.ordering =
                new Ordering(carte, counted, draft, target, sharing, describing, heads, unnamed, again, concerns);
        this.swapping = new Swapping(draft, target, fitting, describing);
        this.numbers = new BareNumber(carte, focus, counted, target, ordering, changes);
        this.pointing = new Pointing(
                draft, target, sharing, fitting, describing, again, headFinder, new SameChoice(carte, draft, changes));
    }

    public List<Concern> concerns() {
        return concerns;
    }

    /** @param spokenOf the dish that was just spoken of and is not ordered, which "two of those" orders; or null */
    public void read(List<Phrase> all, @Nullable String spokenOf) {
        this.spokenOf = spokenOf;
        phrases = new ListedPieces(carte, heads).counted(all);
        for (int index = 0; index < phrases.size(); index++) {
            boolean asked = asking.at(phrases, index);
            int named = asked ? -1 : halfNaming.at(phrases, index);
            if (named >= 0) {
                index = named;
            } else if (!asked) {
                read(phrases.get(index), index);
            }
        }
        ordering.finish();
        concerns.addAll(unnamed.missed(before.left(), phrases, !concerns.isEmpty()));
    }

    /** What was offered becomes part of the line it was offered for; what names a dish there is only read back. */
    public void take(List<Phrase> offered) {
        ordering.confirms();
        for (Phrase phrase : offered) {
            boolean names = phrase.words().stream().anyMatch(word -> word.orderScore() > word.modifierScore());
            DraftLine line = target.line();
            if (!names && line != null) {
                List<Mention> open = phrase.words().stream()
                        .filter(word -> fitting.accepts(line.itemId(), word) && !describing.contradicts(line, word))
                        .toList();
                describing.describe(phrase.rest(0, 0), open);
            }
        }
        describing.begin();
    }

    private void read(Phrase said, int index) {
        if (said.afterStop()) {
            target.find();
        }
        Phrase following = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        boolean recounts = following != null && corrections.isRecount(said, following);
        Phrase corrected = headFinder.apart(corrections.corrected(phrases, index));
        Phrase phrase = perHead.counted(corrected, phrases, index);
        headFinder.enter(phrase);
        if (recounts || perHead.isBehind(corrected, phrases, index)) {
            phrases = new ArrayList<>(phrases);
            phrases.remove(index + 1);
        }
        int head = pointing.isPutOn(phrase, recounts ? null : following) ? -1 : headFinder.first(phrase, 0);
        if (head >= 0
                && (isHalf(phrase, index) || halfNaming.goesOn(phrase))
                && ordering.half(phrase, phrase.words().get(head), HalfNaming.isAlone(phrases))) {
            return;
        }
        if (head < 0) {
            withoutHead(phrase, index);
            return;
        }
        if (HalfNaming.isOneOfTwo(phrases, phrase) || HalfNaming.isHalved(phrase, head)) {
            ordering.refuseHalf(phrase.words().get(head));
            return;
        }
        Phrase rest = phrase;
        while (head >= 0) {
            int from = leftBehind(rest, head);
            if (from > 0) {
                describing.describe(rest, rest.words().subList(0, from));
                rest = rest.rest(from, rest.words().size());
                head -= from;
            }
            int end = headFinder.endOfName(rest, head);
            ordering.order(rest.upTo(headFinder.endOfStrangers(rest, end)), head);
            headFinder.named();
            rest = rest.rest(end, rest.words().size());
            head = headFinder.first(rest, 0);
        }
        if (!rest.words().isEmpty()) {
            describing.describe(rest, rest.words());
        }
    }

    /** Said to be one, or the answer to what the other half is. */
    private boolean isHalf(Phrase phrase, int index) {
        boolean asked = focus != null && focus.groupId().equals(Carte.HALF);
        boolean first = asked && draft.touched().isEmpty() && !phrase.isCounted() && !phrase.opens(Cue.ALSO);
        DraftLine piece = target.line();
        return first
                || phrase.pointer() == Cue.HALF
                || (piece != null
                        && (piece.quantity() == 1 || HalfNaming.isOfOneOfThem(phrases, index))
                        && HalfNaming.isOfOnePiece(phrases, index));
    }

    /** "With oat milk large mocha": how many words in front of a dish still belong to the one before it. */
    private int leftBehind(Phrase phrase, int head) {
        DraftLine line = target.line();
        boolean own = phrase.quantity() > 0 || phrase.definite() || phrase.pointer() != null;
        if (own || head == 0 || line == null || draft.touched().isEmpty()) {
            return 0;
        }
        boolean with = phrase.scope() == Cue.WITH || phrase.scope() == Cue.NOT;
        Mention first = phrase.words().getFirst();
        // "…, and two slices of ham" behind four slices of another.
        boolean answered = describing.contradicts(line, first)
                && heads.accepts(phrase.words().get(head), first, fitting);
        return answered ? 0 : headFinder.leftBehind(phrase.words().subList(0, head), line, with);
    }

    private void withoutHead(Phrase phrase, int index) {
        if (halfNaming.opens(phrases, index)) {
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
        if (spokenOf != null && isOfWhatWasSpokenOf(phrase)) {
            ordering.openDescribed(spokenOf, phrase);
            spokenOf = null;
            return;
        }
        String again = ordering.describedAgain(phrase);
        String implied = again == null ? unnamed.implied(phrase, following) : again;
        if (implied != null) {
            ordering.openDescribed(implied, phrase);
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

    /** "Two of those", or only "two, please", after a dish was spoken of. */
    private boolean isOfWhatWasSpokenOf(Phrase phrase) {
        boolean counts = phrase.isBareNumber()
                && focus == null
                && !phrase.corrects()
                && draft.touched().isEmpty();
        return counts && (phrase.opens(Cue.OF_THEM) || phrases.size() == 1);
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
