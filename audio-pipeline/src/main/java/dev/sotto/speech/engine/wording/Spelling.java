package dev.sotto.speech.engine.wording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as a recogniser's dictionary has them: lower case, no accents, no digits, apostrophes kept. */
public final class Spelling {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern TOKEN = Pattern.compile("[0-9]+|[a-z]+(?:'[a-z]+)*");
    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    private Spelling() {}

    public static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace("&", " and ")
                .replace("%", " percent ")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss")
                .replace("ø", "o");
        List<String> words = new ArrayList<>();
        TOKEN.matcher(plain).results().forEach(match -> spell(match.group(), words));
        return words;
    }

    private static void spell(String token, List<String> words) {
        if (!Character.isDigit(token.charAt(0))) {
            words.add(token);
        } else if (token.length() > 3) {
            token.chars().forEach(digit -> words.add(SMALL[digit - '0']));
        } else {
            number(Integer.parseInt(token), words);
        }
    }

    private static void number(int number, List<String> words) {
        if (number >= 100) {
            words.add(SMALL[number / 100]);
            words.add("hundred");
            if (number % 100 != 0) {
                number(number % 100, words);
            }
        } else if (number >= 20) {
            words.add(TENS[number / 10]);
            if (number % 10 != 0) {
                words.add(SMALL[number % 10]);
            }
        } else {
            words.add(SMALL[number]);
        }
    }
}
