package dev.sotto.dialogue.understand.hearing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number said in one or several words.
 *
 * @param value the number, or -1 where there is none
 * @param to index of the first word after it
 * @param digits how it is dialled: "06" for "zéro six", "78" for "soixante dix huit"
 */
public record SpokenNumber(int value, int to, String digits) {

    /** Reads the number that begins at this word; null where none does. */
    public static @Nullable SpokenNumber at(List<Token> tokens, int from, Language language) {
        if (from >= tokens.size()) {
            return null;
        }
        Token token = tokens.get(from);
        if (token.isWhole()) {
            return new SpokenNumber(token.number(), from + 1, token.plain());
        }
        int first = value(token, language);
        if (first < 0) {
            return null;
        }
        int value = first;
        int to = from + 1;
        for (int next = next(tokens, to, value, language); next >= 0; next = next(tokens, to, value, language)) {
            value = value == 4 && next == 20 ? 80 : value + next;
            to++;
            while (to < tokens.size() && tokens.get(to).plain().equals("et")) {
                to++;
            }
        }
        return new SpokenNumber(value, to, String.valueOf(value));
    }

    /** What the next word adds to a number of tens; -1 where it begins another number. */
    private static int next(List<Token> tokens, int at, int value, Language language) {
        if (at >= tokens.size() || tokens.get(at).isNumber()) {
            return -1;
        }
        int next = value(tokens.get(at), language);
        boolean french = language == Language.FRENCH;
        boolean ones = value >= 20 && value % 10 == 0 && next > 0 && next < 10;
        boolean teens = french && (value == 60 || value == 80) && next >= 10 && next < 20;
        boolean afterTen =
                french && value % 10 == 0 && (value == 70 || value == 90 || value == 10) && next >= 7 && next < 10;
        return ones || teens || afterTen || (french && value == 4 && next == 20) ? next : -1;
    }

    private static int value(Token token, Language language) {
        return switch (token.plain()) {
            case "zero", "oh", "nought" -> 0;
            case "un", "une" -> 1;
            default -> language.numberOf(token.plain());
        };
    }
}
