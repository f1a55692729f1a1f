package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Hearing;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Lexicon;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.ordering.Heads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dish the house just named, which "two of those" and "is it spicy" are about. */
public final class SpokenOf {
    /** The house knows what its dishes are called. */
    private static final double CLEAR = 0.9;

    private SpokenOf() {}

    /** @return the id of the only dish named in these words, null where none or several are */
    public static @Nullable String in(String asked, Lexicon lexicon, Language language, Heads heads) {
        List<String> dishes = Hearing.hear(Token.of(asked, language), lexicon, language).stream()
                .filter(mention -> mention.orderScore() >= CLEAR)
                .map(heads::itemsOf)
                .filter(items -> items.size() == 1)
                .map(List::getFirst)
                .distinct()
                .limit(2)
                .toList();
        return dishes.size() == 1 ? dishes.getFirst() : null;
    }
}
