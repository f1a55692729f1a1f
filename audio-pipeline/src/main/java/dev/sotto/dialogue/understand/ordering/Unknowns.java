package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Finds words that stand where a dish or an ingredient would stand but that the menu does not hold. */
public final class Unknowns {
    private static final int SHORTEST = 3;

    private final List<Mention> mentions;
    private final Function<List<Mention>, String> text;
    private final Nearest nearest;

    public Unknowns(List<Mention> mentions, Function<List<Mention>, String> text, Nearest nearest) {
        this.mentions = mentions;
        this.nearest = nearest;
        this.text = text;
    }

    public List<Concern> find(List<Concern> already) {
        List<Concern> found = new ArrayList<>();
        for (int index = 0; index < mentions.size(); index++) {
            if (!mentions.get(index).isUnknown()) {
                continue;
            }
            int end = index;
            while (end + 1 < mentions.size()
                    && mentions.get(end + 1).isUnknown()
                    && !mentions.get(end + 1).afterBreak()) {
                end++;
            }
            String words = text.apply(mentions.subList(index, end + 1));
            if (words.length() >= SHORTEST && expectsADish(index) && !isTold(already, words)) {
                found.add(new Concern.Unknown(words, nearest.to(words)));
            }
            index = end;
        }
        return found;
    }

    private static boolean isTold(List<Concern> already, String words) {
        return already.stream()
                .anyMatch(concern -> concern instanceof Concern.Unknown unknown
                        && unknown.text().contains(words));
    }

    private boolean expectsADish(int index) {
        if (index == 0) {
            return true;
        }
        for (int before = index - 1; before >= 0; before--) {
            Mention mention = mentions.get(before);
            if (mention.is(Cue.FOR_NAME)) {
                return false;
            }
            if (mention.isMenu()
                    || mention.isAny(
                            Cue.NUMBER,
                            Cue.ANOTHER,
                            Cue.WITH,
                            Cue.NOT,
                            Cue.EXTRA,
                            Cue.AND,
                            Cue.OR,
                            Cue.ALSO,
                            Cue.SORRY,
                            Cue.DEFINITE,
                            Cue.ACTUALLY,
                            Cue.YES)) {
                return true;
            }
            if (!mention.isFiller()) {
                return false;
            }
        }
        return true;
    }
}
