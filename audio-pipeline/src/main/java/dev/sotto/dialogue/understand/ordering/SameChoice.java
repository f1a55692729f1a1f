package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;

/** "The same size": answers a choice of one line as another line did. */
final class SameChoice {
    private final Carte carte;
    private final Draft draft;
    private final LineChanges changes;

    SameChoice(Carte carte, Draft draft, LineChanges changes) {
        this.carte = carte;
        this.draft = draft;
        this.changes = changes;
    }

    /** Gives the line what the latest other one has chosen where the mention names a choice of both; false where none has. */
    boolean copy(DraftLine line, List<Mention> words) {
        if (words.size() != 1 || !words.getFirst().isOnlyGroup()) {
            return false;
        }
        List<Meaning.Value> values = draft.lines().reversed().stream()
                .filter(other -> !other.lineId().equals(line.lineId()))
                .map(other -> chosen(other, line, words.getFirst()))
                .filter(chosen -> !chosen.isEmpty())
                .findFirst()
                .orElse(List.of());
        values.forEach(value -> changes.apply(line, value, Polarity.WANTED, Measure.USUAL, false));
        return !values.isEmpty();
    }

    private List<Meaning.Value> chosen(DraftLine other, DraftLine line, Mention choice) {
        return carte.groups(line.itemId()).stream()
                .filter(group -> Fitting.names(choice, group))
                .flatMap(group -> other.options().getOrDefault(group.id(), List.of()).stream()
                        .map(value -> new Meaning.Value(group.id(), value)))
                .toList();
    }
}
