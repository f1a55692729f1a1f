package dev.sotto.gateway.sip;

import java.util.ArrayList;
import java.util.List;

/** The lexical rules every header shares (RFC 3261 §25.1): tokens, quoted strings, commas, numbers. */
final class HeaderText {

    private static final String TOKEN_MARKS = "-.!%*_+`'~";

    private HeaderText() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(HeaderText::isTokenCharacter);
    }

    static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isSpace(text.charAt(i));
            if (!space && start < 0) {
                start = i;
            } else if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /** Digits only, at most {@code max}; anything else is refused by name. */
    static long number(String text, long max, String field) throws SipSyntaxException {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SipSyntaxException(field + " is not a number we can hold");
        }
        long value = Long.parseLong(digits);
        if (value > max) {
            throw new SipSyntaxException(field + " is above " + max);
        }
        return value;
    }

    /** Splits a list header; commas inside quotes and angle brackets belong to the element. */
    static List<String> splitAtCommas(String text) {
        return split(text, ',');
    }

    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The index after the closing quote of the quoted string that starts at {@code from}. */
    static int endOfQuoted(String text, int from) throws SipSyntaxException {
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        throw new SipSyntaxException("a quoted string is never closed");
    }
}
