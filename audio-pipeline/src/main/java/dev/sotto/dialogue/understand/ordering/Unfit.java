package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;
import java.util.function.Function;

/** What is said that no line of the order can have. */
final class Unfit {
    /** A word of one menu thing that is nearly another's name must not be taken for a refusal of it. */
    private static final double SURE = 0.75;

    private final Target target;
    private final SaidBefore before;
    private final LineChanges changes;
    private final List<Concern> concerns;
    private final Function<List<Mention>, String> text;

    Unfit(
            Target target,
            SaidBefore before,
            LineChanges changes,
            List<Concern> concerns,
            Function<List<Mention>, String> text) {
        this.target = target;
        this.before = before;
        this.changes = changes;
        this.concerns = concerns;
        this.text = text;
    }

    /** A dish cannot be had with it. */
    void notOffered(DraftLine line, Mention mention) {
        concerns.add(new Concern.NotOffered(line.itemId(), text.apply(List.of(mention))));
    }

    /** A refusal of it still stands; a wish waits for its dish or cannot be met. */
    void said(Mention mention, Polarity said, Measure measure) {
        DraftLine line = target.line();
        if (line == null) {
            if (said != Polarity.REPLACED && (!target.isLost() || target.isAwaiting())) {
                before.keep(mention, said, measure);
            }
            return;
        }
        boolean part = mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Part && reading.score() >= SURE);
        if (said == Polarity.REFUSED && part) {
            mention.readings().stream()
                    .map(Mention.Reading::meaning)
                    .filter(Meaning.Part.class::isInstance)
                    .findFirst()
                    .ifPresent(meaning -> changes.apply(line, meaning, said, Measure.USUAL, false));
        } else if (said == Polarity.WANTED && mention.modifierScore() > 0 && !mention.isOnlyGroup()) {
            notOffered(line, mention);
        }
    }
}
