package dev.sotto.dialogue.understand.hearing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How often words that were heard so stand for what they were taken for, 0 to 1, measured on written orders of which one
 * word in ten was spoilt: a word of the menu that is mended is as good as one said plainly, also where another is nearly as
 * like it; a number that is mended is one of few and short, and is wrong one time in four.
 *
 * <p>How sure the recogniser is counts for numbers only: of those above one that it heard with less than 0.4 every second
 * was wrong (16, in 340 spoken orders over ten menus, at the telephone and in a café). Dishes, choices and "a" that it heard
 * as badly were right four times in five, since they are what the menu has.
 */
public final class WordCertainty {
    /** What follows from words that do not say it: "the same again", a dish told by what it has. */
    public static final double UNSAID = 0.8;

    /** One of what was spoken of as several. */
    public static final double UNCOUNTED = 0.5;

    private static final double PLAIN = 0.98;
    private static final double MENDED = 0.97;
    private static final double MENDED_NUMBER = 0.75;
    private static final double BARELY_HEARD_NUMBER = 0.5;

    /** Of a recogniser's confidence in a word. */
    private static final double BARELY_HEARD = 0.4;

    private static final Pattern PLURAL = Pattern.compile("[sx]$");

    private final Lexicon lexicon;
    private final Language language;

    public WordCertainty(Lexicon lexicon, Language language) {
        this.lexicon = lexicon;
        this.language = language;
    }

    /** Whether a word of a name is a plural here and not as the menu writes it. */
    public boolean isSeveral(Mention mention, List<Token> tokens) {
        return tokens.subList(mention.from(), mention.to()).stream()
                .anyMatch(token -> lexicon.knows(token.stem())
                        && !token.plain().equals(token.stem())
                        && PLURAL.matcher(token.plain()).find()
                        && !lexicon.isWritten(token.plain()));
    }

    /** The least sure of the words of a mention. */
    public double of(Mention mention, List<Token> tokens) {
        List<Token> words = tokens.subList(mention.from(), mention.to());
        if (mention.is(Cue.NUMBER)
                && mention.number() > 1
                && words.stream().anyMatch(word -> word.sure() < BARELY_HEARD)) {
            return BARELY_HEARD_NUMBER;
        }
        return words.stream()
                .mapToDouble(token -> of(token, mention.isMenu()))
                .min()
                .orElse(PLAIN);
    }

    private double of(Token token, boolean menu) {
        boolean known = lexicon.knows(token.stem())
                || language.isFunctionWord(token.plain())
                || language.isLink(token.plain())
                || token.isNumber()
                || token.isScrap();
        if (known) {
            return PLAIN;
        }
        return menu ? MENDED : MENDED_NUMBER;
    }
}
