package dev.sotto.dialogue.understand.doubt;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a word must have been said that nobody heard: "a with bacon", "with and peppers", "no fries but". What is
 * left makes sense of its own, and would be an order that nobody gave.
 */
public final class Gaps {
    /** Only English has an article that is no pronoun. */
    private static final Set<String> ARTICLES = Set.of("a", "an");

    private static final Set<Cue> POINTERS =
            EnumSet.of(Cue.ANOTHER, Cue.OTHER, Cue.HALF, Cue.HALF_OF, Cue.FIRST, Cue.SECOND, Cue.THIRD, Cue.LAST);

    private final List<Token> tokens;
    private final List<Mention> mentions;

    public Gaps(List<Token> tokens, List<Mention> mentions) {
        this.tokens = tokens;
        this.mentions = mentions;
    }

    public List<Concern> find() {
        List<Concern> found = new ArrayList<>();
        for (int index = 0; index < mentions.size() && found.isEmpty(); index++) {
            Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
            if (isBefore(index, next)) {
                found.add(new Concern.Missed(around(index)));
            }
        }
        return found;
    }

    private boolean isBefore(int index, @Nullable Mention next) {
        Mention mention = mentions.get(index);
        if (mention.isMenu() || mention.isUnknown()) {
            return false;
        }
        if (next == null) {
            return index > 0
                    && mention.is(Cue.BUT)
                    && isOneWord(mention)
                    && mentions.get(index - 1).isMenu();
        }
        if (next.afterBreak() || next.isMenu() || next.isUnknown()) {
            return false;
        }
        boolean joins = isOneWord(next) && (next.is(Cue.AND) || next.is(Cue.WITH)) && !next.is(Cue.ALSO);
        return joins && (isArticle(mention) || isHanging(index));
    }

    private boolean isArticle(Mention mention) {
        return isOneWord(mention)
                && ARTICLES.contains(tokens.get(mention.from()).plain());
    }

    /** "With and …"; "one with and one without" points at something before. */
    private boolean isHanging(int index) {
        Mention mention = mentions.get(index);
        Mention before = index > 0 ? mentions.get(index - 1) : null;
        boolean pointed =
                before == null || before.is(Cue.NUMBER) || POINTERS.stream().anyMatch(before::is);
        // "Without and white sauce": wanted or refused; "one without and a coke" lacks nothing.
        boolean refuses = mention.is(Cue.NOT)
                && !mention.is(Cue.DENY)
                && index + 2 < mentions.size()
                && mentions.get(index + 2).isMenu();
        return (mention.is(Cue.WITH) || refuses) && isOneWord(mention) && !pointed;
    }

    private static boolean isOneWord(Mention mention) {
        return mention.to() - mention.from() == 1;
    }

    /** The words beside the gap, for the guest to know which it is. */
    private String around(int index) {
        int from =
                index > 0 ? mentions.get(index - 1).from() : mentions.get(index).from();
        int last = Math.min(mentions.size() - 1, index + 2);
        return String.join(
                " ",
                tokens.subList(from, mentions.get(last).to()).stream()
                        .map(Token::said)
                        .toList());
    }
}
