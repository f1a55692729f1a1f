package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.List;

/** Finds the line of which one thing is to be changed for another. */
final class Swapping {
    private final Draft draft;
    private final Target target;
    private final Fitting fitting;
    private final Describing describing;

    Swapping(Draft draft, Target target, Fitting fitting, Describing describing) {
        this.draft = draft;
        this.target = target;
        this.fitting = fitting;
        this.describing = describing;
    }

    /** "Swap the black beans for pintos": the first is taken out of the line that has it, the second goes into it. */
    void change(Phrase phrase) {
        Mention what = phrase.words().getFirst();
        draft.lines().reversed().stream()
                .filter(line -> fitting.has(line, what))
                .findFirst()
                .or(() -> draft.lines().reversed().stream()
                        .filter(line -> fitting.accepts(line.itemId(), what))
                        .findFirst())
                .ifPresent(line -> {
                    target.moveTo(line.lineId());
                    Phrase instead = new Phrase(
                            List.of(Cue.INSTEAD_OF),
                            false,
                            false,
                            0,
                            false,
                            true,
                            null,
                            Measure.USUAL,
                            false,
                            List.of());
                    boolean replaced = fitting.has(line, what) || fitting.isInRecipe(line, what);
                    describing.describe(replaced ? instead : phrase.rest(0, 0), replaced ? phrase.words() : List.of());
                });
    }
}
