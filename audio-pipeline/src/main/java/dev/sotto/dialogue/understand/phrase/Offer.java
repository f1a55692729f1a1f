package dev.sotto.dialogue.understand.phrase;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Hearing;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Lexicon;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.List;

/** What the house offered in its last question: who answers "yes" to "with salad and tomatoes?" has ordered them. */
public final class Offer {
    private static final int FIRST_WORDS = 3;
    /** The house knows what its things are called. */
    private static final double CLEAR = 0.9;

    private Offer() {}

    public static boolean isTaken(List<Mention> answer) {
        boolean yes = answer.stream().limit(FIRST_WORDS).anyMatch(mention -> mention.is(Cue.YES));
        return yes && answer.stream().limit(FIRST_WORDS).noneMatch(mention -> mention.is(Cue.DENY));
    }

    /** The phrases of the last question; none where it asks to choose, or is no question. */
    public static List<Phrase> of(String asked, Lexicon lexicon, Language language) {
        int end = asked.lastIndexOf('?');
        if (end < 0) {
            return List.of();
        }
        String before = asked.substring(0, end);
        int start = Math.max(Math.max(before.lastIndexOf('.'), before.lastIndexOf('!')), before.lastIndexOf('?'));
        List<Mention> mentions = Hearing.hear(Token.of(before.substring(start + 1), language), lexicon, language);
        boolean choice = mentions.stream().anyMatch(mention -> mention.is(Cue.OR) && !mention.isMenu());
        boolean clear = mentions.stream()
                .allMatch(mention ->
                        !mention.isMenu() || Math.max(mention.orderScore(), mention.modifierScore()) >= CLEAR);
        long strange = mentions.stream().filter(Mention::isUnknown).count();
        return choice || !clear || strange > 1 ? List.of() : Phrases.of(mentions);
    }
}
