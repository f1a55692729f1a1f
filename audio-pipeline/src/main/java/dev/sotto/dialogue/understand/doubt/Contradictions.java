package dev.sotto.dialogue.understand.doubt;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what one breath both wants and refuses of the same dish. A word of correction, another piece or another dish in
 * between makes sense of it; without one nobody can know which was meant.
 */
public final class Contradictions {
    private static final Set<Cue> MAKE_SENSE = EnumSet.of(
            Cue.SORRY, Cue.ACTUALLY, Cue.DENY, Cue.CHANGE, Cue.INSTEAD_OF, Cue.CANCEL, Cue.BUT, Cue.ALSO, Cue.OR);

    private final Function<List<Mention>, String> text;
    private final Map<String, Boolean> wanted = new HashMap<>();
    private final List<Concern> found = new ArrayList<>();

    public Contradictions(Function<List<Mention>, String> text) {
        this.text = text;
    }

    public List<Concern> find(List<Phrase> phrases) {
        phrases.forEach(this::read);
        return found;
    }

    private void read(Phrase phrase) {
        boolean other = phrase.pointer() != null
                || phrase.quantity() > 0
                || phrase.openers().stream().anyMatch(MAKE_SENSE::contains);
        if (other) {
            wanted.clear();
        }
        Cue scope = phrase.scope();
        boolean plain =
                (scope == Cue.WITH || scope == Cue.NOT) && phrase.measure().isUsual() && !phrase.onTheSide();
        if (plain) {
            phrase.words().forEach(word -> read(word, scope == Cue.WITH));
        }
    }

    private void read(Mention word, boolean with) {
        word.readings().stream()
                .map(reading -> reading.meaning() instanceof Meaning.Part(String ingredientId) ? ingredientId : "")
                .filter(id -> !id.isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    Boolean before = wanted.put(id, with);
                    if (before != null && before != with) {
                        found.add(new Concern.Contradiction(text.apply(List.of(word))));
                    }
                });
    }
}
