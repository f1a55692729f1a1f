package dev.sotto.dialogue.understand.phrase;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import java.util.List;

/** What comes after a word of an utterance, as far as it decides where a phrase ends. */
record Ahead(List<Mention> mentions) {

    /** Whether something of the menu follows at once: "cheese extra, …" and "cheese, extra onions" are told apart by it. */
    boolean leadsOn(int index) {
        for (int next = index + 1; next < mentions.size(); next++) {
            Mention mention = mentions.get(next);
            if (mention.afterBreak()) {
                return false;
            }
            if (mention.isMenu() || mention.isUnknown()) {
                return true;
            }
            if (!mention.isAny(Cue.FILLER, Cue.DEFINITE)) {
                return false;
            }
        }
        return false;
    }

    /** Whether the phrase is over after this word: "a large one, …". */
    boolean endsHere(int index) {
        for (int next = index + 1; next < mentions.size(); next++) {
            Mention mention = mentions.get(next);
            if (mention.afterBreak() || mention.isAny(Cue.AND, Cue.ALSO)) {
                return true;
            }
            if (!mention.is(Cue.FILLER)) {
                return false;
            }
        }
        return true;
    }
}
