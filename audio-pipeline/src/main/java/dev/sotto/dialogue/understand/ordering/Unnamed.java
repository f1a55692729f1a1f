package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the dish of a phrase that names none: the only one that can be had so, or the one named after the next "and". */
final class Unnamed {
    /** More are not asked between. */
    private static final int MOST_DISHES = 6;

    private final Carte carte;
    private final Draft draft;
    private final Target target;
    private final Fitting fitting;
    private final Heads heads;
    private final Function<List<Mention>, String> text;
    private final List<Phrase> waiting = new ArrayList<>();

    Unnamed(
            Carte carte,
            Draft draft,
            Target target,
            Fitting fitting,
            Heads heads,
            Function<List<Mention>, String> text) {
        this.carte = carte;
        this.draft = draft;
        this.target = target;
        this.fitting = fitting;
        this.heads = heads;
        this.text = text;
    }

    /** "One decaf and one regular mocha": keeps the first until its dish is named. True where it waits for it. */
    boolean waits(Phrase phrase, @Nullable Phrase next, int headOfNext) {
        boolean together = next != null && next.opens(Cue.AND) && headOfNext > 0 && phrase.quantity() > 0;
        boolean plain = !phrase.words().isEmpty() && phrase.pointer() == null && phrase.scope() != Cue.WITH;
        if (next == null || !together || !plain) {
            return false;
        }
        List<String> items = heads.itemsOf(next.words().get(headOfNext));
        boolean fit =
                items.size() == 1 && phrase.words().stream().allMatch(word -> fitting.chooses(items.getFirst(), word));
        if (fit) {
            waiting.add(phrase);
        }
        return fit;
    }

    /** The phrases that waited for a dish; they wait no longer. */
    List<Phrase> takeWaiting() {
        List<Phrase> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** "A large deep dish": the only dish that can be had so, where none is spoken about that can; null otherwise. */
    @Nullable
    String implied(Phrase phrase, @Nullable Phrase next) {
        List<Mention> words = phrase.words();
        DraftLine line = target.line();
        boolean begins = phrase.quantity() > 0 || (line == null && draft.lines().isEmpty());
        boolean other = line != null && words.stream().anyMatch(word -> fitting.accepts(line.itemId(), word));
        boolean named = next != null
                && next.openers().isEmpty()
                && (next.quantity() == 0 || !next.afterBreak())
                && next.words().stream()
                        .anyMatch(word -> word.orderScore() > 0 || (word.isUnknown() && !next.afterBreak()));
        boolean scoped = phrase.scope() == Cue.WITH || phrase.scope() == Cue.NOT || phrase.pointer() != null;
        if (words.isEmpty() || !begins || other || named || scoped || (target.isLost() && phrase.quantity() == 0)) {
            return null;
        }
        List<String> nearest = leastOpen(able(words), words);
        boolean chooses =
                nearest.size() == 1 && words.stream().anyMatch(word -> fitting.chooses(nearest.getFirst(), word));
        return chooses ? nearest.getFirst() : null;
    }

    /** "Two sausages", where they only go into a breakfast: what is counted like a dish and goes into none spoken about. */
    boolean isNotServed(Phrase phrase, @Nullable Phrase next) {
        boolean plain = phrase.scope() == null || phrase.scope() == Cue.WANT;
        boolean counted = phrase.quantity() > 0 && phrase.pointer() == null && plain && !phrase.corrects();
        boolean goesOn = next != null && next.openers().isEmpty() && next.quantity() == 0 && !next.afterBreak();
        return counted
                && !goesOn
                && !phrase.words().isEmpty()
                && phrase.words().stream().allMatch(Unnamed::isThing)
                && draft.lines().stream()
                        .noneMatch(
                                line -> phrase.words().stream().anyMatch(word -> fitting.accepts(line.itemId(), word)));
    }

    private static boolean isThing(Mention word) {
        return word.orderScore() == 0
                && word.readings().stream()
                        .anyMatch(reading -> reading.meaning() instanceof Meaning.Part && !reading.isVague());
    }

    /**
     * What is asked about words that no dish was named for: beside one a word was missed; where there is none, which dish.
     *
     * @param asked whether something is asked already, such as which of several dishes
     */
    List<Concern> missed(List<Mention> left, List<Phrase> phrases, boolean asked) {
        boolean beside = !draft.touched().isEmpty();
        boolean orders = phrases.stream().anyMatch(phrase -> phrase.quantity() > 0);
        boolean alone = draft.lines().isEmpty() && orders && !asked;
        if (left.isEmpty() || !(beside || alone)) {
            return List.of();
        }
        String said = text.apply(left);
        List<String> able = beside ? List.of() : able(left);
        boolean few = !able.isEmpty() && able.size() <= MOST_DISHES;
        return List.of(few ? new Concern.WhichItem(said, able) : new Concern.Missed(said));
    }

    private List<String> able(List<Mention> words) {
        return carte.config().menu().items().stream()
                .map(MenuItem::id)
                .filter(id -> words.stream().allMatch(word -> fitting.accepts(id, word)))
                .toList();
    }

    /** "Penne arrabbiata": a plate of pasta is told by it, a lunch would still lack its drink. */
    private List<String> leastOpen(List<String> able, List<Mention> words) {
        int fewest = able.stream().mapToInt(id -> open(id, words)).min().orElse(0);
        return able.stream().filter(id -> open(id, words) == fewest).toList();
    }

    /** How many choices that must be made these words leave open. */
    private int open(String itemId, List<Mention> words) {
        return (int) carte.groups(itemId).stream()
                .filter(group -> group.required() && group.defaults().isEmpty())
                .filter(group -> words.stream().noneMatch(word -> Fitting.answers(group, word)))
                .count();
    }
}
