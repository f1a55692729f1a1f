package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies what is said about a line to it: how a refusal goes on over "and", how much of what, and on which half. */
final class Describing {
    private final Draft draft;
    private final Target target;
    private final Fitting fitting;
    private final LineChanges changes;
    private final Halves halves;
    private final Choices choices;
    private final Unfit unfit;
    private final Function<List<Mention>, String> text;
    private final SaidBefore before;
    private List<Mention> last = List.of();
    private Polarity polarity = Polarity.WANTED;
    private @Nullable Boolean refusedOfRecipe;
    private @Nullable String copied;
    private boolean justCopied;
    /** Whether what was described last was refused, and whether another piece was pointed at since. */
    private boolean lastRefused;

    private boolean moved;
    private boolean halving;
    private boolean fresh;

    Describing(
            Carte carte,
            Draft draft,
            Target target,
            Fitting fitting,
            SaidBefore before,
            List<Concern> concerns,
            Function<List<Mention>, String> text) {
        this.draft = draft;
        this.target = target;
        this.fitting = fitting;
        this.changes = new LineChanges(carte, draft, concerns);
        this.halves = new Halves(carte, draft, target, fitting);
        this.choices = new Choices(carte, fitting);
        this.before = before;
        this.unfit = new Unfit(target, before, changes, concerns, text);
        this.text = text;
    }

    /** A new line is spoken about: nothing said of the one before goes on. */
    void begin() {
        polarity = Polarity.WANTED;
        refusedOfRecipe = null;
        halving = false;
    }

    /** A line is a copy of another, and what is said next tells how it differs. */
    void differs(DraftLine copy) {
        justCopied = true;
        copied = copy.lineId();
    }

    /** Whether the line is such a copy. */
    boolean isCopy(DraftLine line) {
        return line.lineId().equals(copied);
    }

    /** What was said before anything was named is meant for what comes now. */
    void give(DraftLine opened) {
        before.take().forEach(said -> {
            if (fitting.accepts(opened.itemId(), said.mention())) {
                change(opened, said.mention(), said.polarity(), said.measure(), false, false);
            }
        });
    }

    /** Words that come before what they describe; several pieces of it are all described by them. */
    void keepFor(List<Mention> words, boolean all) {
        before.keep(words, all);
    }

    /** Words in front of a dish are said of it alone: what it cannot be had with is told, and no other dish gets it. */
    void describeOnly(DraftLine line, Phrase phrase, List<Mention> words) {
        describe(
                phrase,
                words.stream()
                        .filter(word -> fitting.accepts(line.itemId(), word))
                        .toList());
        words.stream()
                .filter(word -> word.modifierScore() > 0 && !word.isOnlyGroup())
                .filter(word -> !fitting.accepts(line.itemId(), word))
                .forEach(word -> unfit.notOffered(line, word));
    }

    /** @param words those that describe; the rest of the phrase says how much and whether */
    void describe(Phrase phrase, List<Mention> words) {
        turn(phrase);
        fresh &= words.isEmpty();
        if (words.isEmpty()) {
            if (phrase.scope() == Cue.NOT) {
                last.forEach(mention -> one(phrase, mention, Polarity.REFUSED, Measure.USUAL));
            } else if (phrase.openers().equals(List.of(Cue.WITH)) && moved && lastRefused) {
                // "Half without chili and the other half with": with what the first was refused.
                last.forEach(mention -> one(phrase, mention, Polarity.WANTED, Measure.USUAL));
            }
            moved = phrase.pointer() != null || phrase.quantity() > 0;
            return;
        }
        if (phrase.pointer() == Cue.HALF) {
            halving = halves.begin(words, polarity);
            if (halving) {
                return;
            }
        }
        if (corrects(phrase)) {
            takeBack(words.getFirst());
        }
        Measure measure = phrase.measure();
        if (phrase.isCounted() && measure.isUsual()) {
            measure = Measure.counted(phrase.quantity());
        }
        List<Mention> said = new ArrayList<>();
        for (Mention mention : words) {
            if (!mention.isMenu()) {
                continue;
            }
            Polarity here = refusedOfRecipe == null ? polarity : afterRefusal(phrase, mention);
            if (phrase.onTheSide() && !said.isEmpty() && mention.equals(words.getLast())) {
                here = Polarity.WANTED; // "No pickles, dressing on the side": who refuses something wants it nowhere
            }
            if (one(phrase, mention, here, measure) && here == Polarity.REFUSED) {
                here = Polarity.WANTED; // "No whole milk, and cream": the no put an answer right
                refusedOfRecipe = null;
            }
            said.add(mention);
            measure = Measure.USUAL;
            polarity = here == Polarity.REPLACED ? Polarity.WANTED : here;
        }
        last = said;
        justCopied = false;
        moved = false;
        lastRefused = polarity == Polarity.REFUSED;
    }

    Halves halves() {
        return halves;
    }

    /** "No olives on the queen half": said of one half by its name. */
    void describeHalf(Phrase phrase, Halves.Half half) {
        target.moveTo(half.lineId());
        turn(phrase);
        for (Mention mention : phrase.words()) {
            if (mention.isMenu() && !halves.add(mention, polarity, half.part())) {
                one(phrase, mention, polarity, phrase.measure());
            }
        }
    }

    /** "Half with mushrooms": what follows is of a half of the piece spoken about, where that can be had in halves. */
    void openHalf() {
        polarity = Polarity.WANTED;
        refusedOfRecipe = null;
        halving = halves.begin(List.of(), polarity);
        fresh = halving;
    }

    private static boolean corrects(Phrase phrase) {
        Cue scope = phrase.scope();
        return scope == Cue.SORRY
                || scope == Cue.ACTUALLY
                || (scope == null && (phrase.opens(Cue.DENY) || phrase.opens(Cue.AFTERWARDS)));
    }

    /** "Sauce blanche, sorry, samouraï": where several could be had, the one just said is the one corrected. */
    private void takeBack(Mention instead) {
        DraftLine line = target.line();
        Meaning corrected = line == null ? null : choices.corrected(line, last, instead);
        if (line != null && corrected != null) {
            changes.apply(line, corrected, Polarity.REPLACED, Measure.USUAL, false);
        }
    }

    /** Something says anew whether what follows is wanted. */
    private void turn(Phrase phrase) {
        Cue scope = phrase.scope();
        if (scope == Cue.NOT || scope == Cue.CANCEL) {
            halving &= fresh;
            polarity = Polarity.REFUSED;
            refusedOfRecipe = null;
        } else if (scope == Cue.INSTEAD_OF) {
            polarity = Polarity.REPLACED;
            refusedOfRecipe = null;
        } else if (scope != null
                || phrase.opens(Cue.DENY)
                || phrase.opens(Cue.TO)
                || phrase.opens(Cue.SUPPLEMENT)
                || !phrase.measure().isUsual()
                || phrase.afterStop()) {
            polarity = Polarity.WANTED;
            refusedOfRecipe = null;
            halving &= scope == Cue.WITH;
        }
    }

    /** "No onions and pickles" refuses both, "no onions and bacon" adds the bacon: the recipe tells them apart. */
    private Polarity afterRefusal(Phrase phrase, Mention mention) {
        if (phrase.opens(Cue.OR)) {
            return Polarity.REFUSED;
        }
        DraftLine line = target.line();
        boolean inRecipe = line != null && fitting.isInRecipe(line, mention);
        boolean alike = phrase.opens(Cue.AND) && Boolean.FALSE.equals(refusedOfRecipe) && mention.orderScore() == 0;
        if (inRecipe || alike) {
            return Polarity.REFUSED;
        }
        refusedOfRecipe = null;
        return Polarity.WANTED;
    }

    /** True where it is wanted although the words in front of it refuse. */
    private boolean one(Phrase phrase, Mention mention, Polarity said, Measure measure) {
        if (halving && halves.add(mention, said)) {
            return false;
        }
        boolean takesAway = said != Polarity.WANTED;
        List<DraftLine> lines = takesAway ? havers(phrase, mention) : List.of();
        if (lines.isEmpty()) {
            lines = target.linesFor(line -> fitting.accepts(line.itemId(), mention));
        }
        if (said == Polarity.REFUSED) {
            refusedOfRecipe = !lines.isEmpty() && fitting.isInRecipe(lines.getFirst(), mention);
        }
        if (lines.isEmpty()) {
            unfit.said(mention, said, measure);
            return false;
        }
        boolean wanted = false;
        for (DraftLine line : lines) {
            boolean differs = (phrase.opens(Cue.BUT) || justCopied) && said == Polarity.WANTED;
            Meaning.Value chosen = differs && line.lineId().equals(copied) ? choices.instead(line, mention) : null;
            if (chosen != null) {
                changes.apply(line, chosen, Polarity.REPLACED, Measure.USUAL, false);
            }
            boolean with = phrase.scope() == Cue.WITH && !phrase.afterStop() && draft.isTouched(line);
            Polarity here = choices.corrected(phrase, line, mention, said);
            change(line, mention, here, measure, phrase.opens(Cue.SUPPLEMENT), with);
            wanted |= here == Polarity.WANTED;
        }
        if (phrase.onTheSide()) {
            lines.forEach(line -> aside(line, mention));
        }
        return wanted;
    }

    /** Who refuses something by itself may mean a line before the current one, if that is the one that has it. */
    private List<DraftLine> havers(Phrase phrase, Mention mention) {
        DraftLine current = target.line();
        boolean here = current != null && fitting.accepts(current.itemId(), mention);
        boolean pointed = phrase.opens(Cue.CANCEL) || phrase.definite() || !here;
        return pointed ? target.linesFor(line -> fitting.has(line, mention)) : List.of();
    }

    private void change(
            DraftLine line, Mention mention, Polarity said, Measure measure, boolean supplement, boolean with) {
        DraftLine fresh = draft.get(line.lineId());
        if (fresh != null) {
            fitting.of(fresh, mention, said, with || !measure.isUsual())
                    .ifPresent(meaning -> changes.apply(fresh, meaning, said, measure, supplement));
        }
    }

    private void aside(DraftLine line, Mention mention) {
        DraftLine fresh = draft.get(line.lineId());
        if (fresh != null) {
            draft.note(fresh, text.apply(List.of(mention)) + " on the side");
        }
    }

    boolean contradicts(DraftLine line, Mention mention) {
        return choices.contradicts(line, mention);
    }
}
