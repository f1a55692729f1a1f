package dev.sotto.dialogue.understand.phrase;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that stand in front of what a phrase says: what they do to it, which one they point at, how much of it. */
final class Opening {
    static final Set<Cue> OPENERS = EnumSet.of(
            Cue.AND,
            Cue.OR,
            Cue.ALSO,
            Cue.BUT,
            Cue.WITH,
            Cue.NOT,
            Cue.OF_THEM,
            Cue.WANT,
            Cue.QUESTION,
            Cue.SORRY,
            Cue.ACTUALLY,
            Cue.DENY,
            Cue.INSTEAD_OF,
            Cue.CHANGE,
            Cue.TO,
            Cue.CANCEL);
    static final Set<Cue> POINTERS = EnumSet.of(
            Cue.ANOTHER,
            Cue.OTHER,
            Cue.OWN,
            Cue.SAME,
            Cue.EVERY,
            Cue.THE_ONE,
            Cue.HALF,
            Cue.HALF_OF,
            Cue.FIRST,
            Cue.SECOND,
            Cue.THIRD,
            Cue.LAST);
    static final Set<Cue> MEASURES =
            EnumSet.of(Cue.EXTRA, Cue.LIGHT, Cue.NOT_EXTRA, Cue.NOT_LIGHT, Cue.TWICE, Cue.SUPPLEMENT);

    private Opening() {}

    static @Nullable Cue in(Mention mention, Set<Cue> wanted) {
        return wanted.stream().filter(mention::is).findFirst().orElse(null);
    }
}
