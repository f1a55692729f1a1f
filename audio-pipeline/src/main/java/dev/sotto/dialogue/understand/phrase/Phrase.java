package dev.sotto.dialogue.understand.phrase;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The smallest piece of an utterance that says one thing: what stands in front, how many, which one, how much, and what.
 *
 * @param openers the signal words in front of it, in the order they were said
 * @param afterBreak whether the speaker paused in front of it
 * @param afterStop whether a sentence ended in front of it
 * @param quantity how many; 0 where no number was said
 * @param article whether the number was only "a"
 * @param pointer one of those named before: another, the other, the same, both, half of them, the second
 * @param measure how much of what follows
 * @param words names of the menu, and words that mean nothing here
 */
public record Phrase(
        List<Cue> openers,
        boolean afterBreak,
        boolean afterStop,
        int quantity,
        boolean article,
        boolean definite,
        @Nullable Cue pointer,
        Measure measure,
        boolean onTheSide,
        List<Mention> words) {
    private static final Set<Cue> SCOPED = EnumSet.of(
            Cue.WITH, Cue.NOT, Cue.INSTEAD_OF, Cue.EXTRA, Cue.CANCEL, Cue.BUT, Cue.SORRY, Cue.ACTUALLY, Cue.WANT);

    public boolean opens(Cue cue) {
        return openers.contains(cue);
    }

    /** The last word in front that says whether what follows is wanted, or null. */
    @Nullable
    public Cue scope() {
        return openers.reversed().stream().filter(SCOPED::contains).findFirst().orElse(null);
    }

    /** Whether something in front of it says that it puts right what was said before. */
    public boolean corrects() {
        return opens(Cue.SORRY) || opens(Cue.ACTUALLY) || opens(Cue.DENY);
    }

    public boolean isCounted() {
        return quantity > 0 && !article;
    }

    /** Only a number, and nothing that is counted. */
    public boolean isBareNumber() {
        return quantity > 0 && pointer == null && words.isEmpty();
    }

    /** The same words in the same place, without what stands in front of them. */
    public Phrase rest(int from, int to) {
        return new Phrase(
                List.of(), false, false, 0, false, false, null, Measure.USUAL, false, words.subList(from, to));
    }

    /** Only how much: "double cheese burger" says it of the words in front of the dish. */
    public Phrase measureOnly() {
        return new Phrase(List.of(), false, false, 0, false, false, null, measure, onTheSide, List.of());
    }

    /** The same with another word in front. */
    public Phrase opening(Cue cue) {
        return new Phrase(
                List.of(cue), afterBreak, afterStop, quantity, article, definite, pointer, measure, onTheSide, words);
    }

    /** The same with other words. */
    public Phrase saying(List<Mention> others) {
        return new Phrase(
                openers,
                afterBreak,
                afterStop,
                quantity,
                article,
                definite,
                pointer,
                measure,
                onTheSide,
                List.copyOf(others));
    }

    /** The same of another one of those named before, or of none. */
    public Phrase pointing(@Nullable Cue other) {
        return new Phrase(
                openers, afterBreak, afterStop, quantity, article, definite, other, measure, onTheSide, words);
    }

    /** The same of so many. */
    public Phrase counted(int number) {
        return new Phrase(openers, afterBreak, afterStop, number, false, definite, pointer, measure, onTheSide, words);
    }

    /** The same words, no longer counted: the number has found its lines. */
    public Phrase uncounted() {
        return new Phrase(openers, afterBreak, afterStop, 0, false, definite, pointer, measure, onTheSide, words);
    }

    public Phrase upTo(int to) {
        return saying(words.subList(0, to));
    }
}
