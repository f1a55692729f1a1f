package dev.sotto.dialogue.understand.hearing;

import java.util.ArrayList;
import java.util.List;

/** "Leave the onions out", "take the tomato off": a refusal whose two words stand around what it refuses. */
public final class SplitVerbs {
    private static final int MOST_BETWEEN = 4;

    private SplitVerbs() {}

    /** The same mentions, with such words as one refusal in front. */
    public static List<Mention> joined(List<Mention> mentions) {
        List<Mention> joined = new ArrayList<>(mentions);
        for (int index = 0; index < joined.size(); index++) {
            int end = joined.get(index).is(Cue.TAKE) ? end(joined, index) : -1;
            if (end > 0) {
                Mention verb = joined.get(index);
                List<Mention.Reading> refusal = List.of(new Mention.Reading(new Meaning.Signal(Cue.NOT, 0), 1));
                joined.set(index, new Mention(verb.from(), verb.to(), verb.afterBreak(), verb.afterStop(), refusal));
                joined.remove(end);
            }
        }
        return joined;
    }

    /** Where the second word stands; -1 where there is none, or nothing between the two. */
    private static int end(List<Mention> mentions, int verb) {
        boolean something = false;
        int last = Math.min(mentions.size(), verb + MOST_BETWEEN + 2);
        for (int index = verb + 1; index < last && !mentions.get(index).afterBreak(); index++) {
            Mention mention = mentions.get(index);
            if (something && mention.is(Cue.OFF)) {
                return index;
            }
            something |= mention.isMenu();
            if (mention.is(Cue.NUMBER) && !mention.isFiller()) {
                return -1;
            }
        }
        return -1;
    }
}
