package dev.sotto.dialogue.understand;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One spoken word: as it was said, without accents and capitals, and as a stem that ignores the plural. */
record Token(String said, String plain, String stem, boolean afterBreak) {
    /** A turn at the telephone is rarely over 60 words; the bound keeps a hostile text cheap. */
    private static final int MOST_WORDS = 200;

    private static final int LONGEST_WORD = 40;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+|[%&,.;:!?]+");

    static List<Token> of(String text, Language language) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        boolean broken = false;
        while (matcher.find() && tokens.size() < MOST_WORDS) {
            String said = matcher.group().toLowerCase(Locale.ROOT);
            if (Character.isLetterOrDigit(said.codePointAt(0))) {
                tokens.add(word(said, language, broken));
                broken = false;
            } else if (said.contains("%")) {
                tokens.add(word(language.percent(), language, false));
            } else if (said.contains("&")) {
                tokens.add(word(language.ampersand(), language, false));
            } else {
                broken = true;
            }
        }
        return tokens;
    }

    private static Token word(String said, Language language, boolean afterBreak) {
        String shortened = said.length() > LONGEST_WORD ? said.substring(0, LONGEST_WORD) : said;
        String plain = plain(shortened);
        return new Token(shortened, plain, language.stem(plain), afterBreak);
    }

    static String plain(String word) {
        String separated = word.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
        return Normalizer.normalize(separated, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    boolean isNumber() {
        return plain.chars().allMatch(Character::isDigit);
    }
}
