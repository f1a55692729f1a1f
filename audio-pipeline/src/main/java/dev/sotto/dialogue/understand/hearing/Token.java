package dev.sotto.dialogue.understand.hearing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One spoken word: as it was said, without accents and capitals, and as a stem that ignores the plural and how a number or
 * a unit is written.
 *
 * @param capital whether it was written with a capital
 * @param afterBreak whether a comma or more stands before it
 * @param afterStop whether a sentence ended before it
 * @param sure how sure the recogniser is of it, 0 to 1; 1 where it was written
 */
public record Token(
        String said, String plain, String stem, boolean capital, boolean afterBreak, boolean afterStop, double sure) {
    /** A turn at the telephone is rarely over 60 words; the bound keeps a hostile text cheap. */
    private static final int MOST_WORDS = 200;

    private static final int LONGEST_WORD = 40;
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+(?:[.,]\\p{N}+)?|[%&+\"″,.;:!?…–—/()-]+");

    /** Sounds that people make while they think, alike in both languages. */
    private static final Set<String> HESITATIONS =
            Set.of("uh", "uhm", "um", "umm", "er", "erm", "hmm", "hm", "mmm", "euh", "heu", "hum", "ben", "bah", "beh");

    private static final Pattern BREAK = Pattern.compile("[,.;:!?…–—()]");
    private static final Pattern STOP = Pattern.compile("[.;!?…]");

    public static List<Token> of(String text, Language language) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        boolean broken = false;
        boolean stopped = false;
        while (matcher.find() && tokens.size() < MOST_WORDS) {
            boolean capital = Character.isUpperCase(matcher.group().codePointAt(0));
            String said = matcher.group().toLowerCase(Locale.ROOT);
            if (HESITATIONS.contains(said)) {
                continue;
            }
            if (Character.isLetterOrDigit(said.codePointAt(0))) {
                boolean afterNumber =
                        !broken && !tokens.isEmpty() && tokens.getLast().isNumber();
                tokens.add(word(said, language, capital, broken, stopped, afterNumber));
                broken = false;
                stopped = false;
            } else if (said.contains("%")) {
                tokens.add(word(language.percent(), language, false, false, false, false));
            } else if (said.contains("&") || said.contains("+")) {
                tokens.add(word(language.ampersand(), language, false, false, false, false));
            } else if (BREAK.matcher(said).find()) {
                broken = true;
                stopped |= STOP.matcher(said).find();
            }
        }
        return tokens;
    }

    private static Token word(
            String said,
            Language language,
            boolean capital,
            boolean afterBreak,
            boolean afterStop,
            boolean afterNumber) {
        String shortened = said.length() > LONGEST_WORD ? said.substring(0, LONGEST_WORD) : said;
        String plain = plain(shortened).replace(',', '.');
        String stem = afterNumber && plain.equals("l") ? "litre" : language.stem(plain);
        return new Token(shortened, plain, stem, capital, afterBreak, afterStop, 1);
    }

    public static String plain(String word) {
        String separated = word.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
        return Normalizer.normalize(separated, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    /** The same word after a pause. */
    public Token broken() {
        return new Token(said, plain, stem, capital, true, afterStop, sure);
    }

    /** The same word as a recogniser heard it. */
    Token heard(double confidence) {
        return new Token(said, plain, stem, capital, afterBreak, afterStop, confidence);
    }

    /** Whether it was written without accents. */
    boolean isBare() {
        return said.equals(plain);
    }

    /** Too short to be a word of anything: what is left of a slip of the tongue or of the recogniser. */
    boolean isScrap() {
        return plain.length() < 3 && !isNumber();
    }

    /** A word too short for its stem to be told from it by its last letter alone. */
    boolean isShortPlural() {
        return plain.length() > 1 && plain.length() < 4 && plain.equals(stem) && plain.endsWith("s");
    }

    String singular() {
        return plain.substring(0, plain.length() - 1);
    }

    boolean isWhole() {
        return plain.chars().allMatch(Character::isDigit);
    }

    /** The whole number it is; beyond six digits nothing in a restaurant is counted. */
    public int number() {
        return plain.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(plain);
    }

    public boolean isNumber() {
        return Character.isDigit(plain.charAt(0));
    }
}
