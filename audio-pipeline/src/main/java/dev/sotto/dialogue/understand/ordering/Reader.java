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
import java.util.function.Supplier;
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
    private final Corrections corrections;
    private final PerHead perHead;
    private final Headless headless;
    private final Compound compound;
    private final List<Concern> concerns = new ArrayList<>();
    private List<Phrase> phrases = List.of();
    private final Asking asking = new Asking();

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
        this.target = new Target(draft, focus == null ? null : focus.lineId());
        this.sharing = new Sharing(draft);
        this.fitting = new Fitting(carte, focus);
        this.describing = new Describing(carte, draft, target, fitting, before, concerns, text);
        this.heads = new Heads(carte, text);
        this.headFinder = new HeadFinder(language, draft, target, fitting, heads);
        this.halfNaming = new HalfNaming(heads, headFinder, describing);
        this.unnamed = new Unnamed(carte, draft, target, fitting, heads, text);
        TakenBack takenBack = new TakenBack(carte, language, draft, fitting, text);
        this.corrections = new Corrections(carte, target, headFinder);
        WhichOne whichOne = new WhichOne(carte, language, draft, target, sharing, text);
        this.compound = new Compound(heads, headFinder, fitting, new Choices(carte, fitting));
        this.perHead = new PerHead(new Company(carte, draft, people));
        Again again = new Again(carte, draft, sharing, concerns);
        LineChanges changes = new LineChanges(carte, draft, concerns);
        this.ordering =
                new Ordering(carte, counted, draft, target, sharing, describing, heads, unnamed, again, concerns);
        Swapping swapping = new Swapping(draft, target, fitting, describing);
        BareNumber numbers = new BareNumber(carte, focus, counted, target, ordering, changes);
        this.pointing = new Pointing(
                draft, target, sharing, fitting, describing, again, headFinder, new SameChoice(carte, draft, changes));
        this.headless = new Headless(
                focus,
                draft,
                target,
                sharing,
                describing,
                ordering,
                headFinder,
                pointing,
                unnamed,
                whichOne,
                halfNaming,
                swapping,
                numbers,
                takenBack,
                concerns,
                text);
    }

    public List<Concern> concerns() {
        return concerns;
    }

    /** @param spokenOf asked only where "two of those" may order it: the dish just spoken of and not ordered, or null */
    public void read(List<Phrase> all, Supplier<@Nullable String> spokenOf) {
        headless.begin(spokenOf);
        phrases = new ListedPieces(carte, heads).counted(compound.joined(all));
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

    private void read(Phrase heard, int index) {
        if (heard.afterStop()) {
            target.find();
        }
        Phrase following = index + 1 < phrases.size() ? phrases.get(index + 1) : null;
        boolean recounts = following != null && corrections.isRecount(heard, following);
        Phrase corrected = headFinder.apart(corrections.corrected(phrases, index));
        Phrase phrase = perHead.counted(corrected, phrases, index);
        headFinder.enter(phrase);
        if (recounts || perHead.isBehind(corrected, phrases, index)) {
            phrases = new ArrayList<>(phrases);
            phrases.remove(index + 1);
        }
        boolean said = pointing.isPutOn(phrase, recounts ? null : following) || isShare(phrase) || isTold(phrase);
        int head = said ? -1 : headFinder.first(phrase, 0);
        if (head >= 0
                && (isHalf(phrase, index) || halfNaming.goesOn(phrase))
                && ordering.half(phrase, phrase.words().get(head), HalfNaming.isAlone(phrases))) {
            return;
        }
        if (head < 0) {
            headless.read(phrase, phrases, index);
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

    /** "The fried rice one": of something ordered with it, and no dish of that name. */
    private boolean isTold(Phrase phrase) {
        return phrase.pointer() == Cue.THE_ONE
                && !phrase.words().isEmpty()
                && draft.lines().stream()
                        .anyMatch(line -> phrase.words().stream().allMatch(word -> fitting.has(line, word)));
    }

    /** "Two lunches, one soup and tea, the other salad and water": what fills the next of several pieces names no dish. */
    private boolean isShare(Phrase phrase) {
        DraftLine whole = sharing.whole();
        boolean next = phrase.pointer() == Cue.OTHER || (phrase.pointer() == null && phrase.quantity() > 0);
        return whole != null
                && next
                && sharing.isBegun()
                && sharing.canTake(Math.max(1, phrase.quantity()))
                && !phrase.words().isEmpty()
                && phrase.words().stream().allMatch(word -> fitting.completes(whole, word));
    }
}
