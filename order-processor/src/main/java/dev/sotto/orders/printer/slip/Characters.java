package dev.sotto.orders.printer.slip;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * What a printer can write. A letter it lacks is written with letters it has, since a cook must read the word; nothing in a
 * text is ever a command to the printer.
 */
enum Characters {
    /** Epson's page 19: western Europe with the euro; what most printers of restaurants have. */
    PC858("IBM00858", 19),
    /** Epson's page 16: Windows' letters, with œ. */
    WPC1252("windows-1252", 16);

    /** What marks do not explain. */
    private static final Map<Integer, String> OTHERWISE = Map.ofEntries(
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'Œ', "OE"),
            Map.entry((int) 'Š', "S"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'Đ', "D"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '‘', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '–', "-"),
            Map.entry((int) '—', "-"),
            Map.entry((int) '‑', "-"),
            Map.entry((int) '…', "..."),
            Map.entry((int) '•', "*"),
            Map.entry((int) '€', "EUR"),
            Map.entry((int) '\u202f', " "),
            Map.entry((int) '\u2009', " "),
            Map.entry((int) '\u00a0', " "));

    private static final String UNKNOWN = "?";

    private final Charset charset;
    private final int page;

    Characters(String charset, int page) {
        this.charset = Charset.forName(charset);
        this.page = page;
    }

    /** As a restaurant's configuration names it. */
    static Characters named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The number by which ESC t chooses it. */
    int page() {
        return page;
    }

    /** The text in letters that the printer has, one character for one column of paper. */
    String fit(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder fitting = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .forEach(letter -> fitting.append(fit(letter, encoder)));
        return fitting.toString();
    }

    private static String fit(int letter, CharsetEncoder encoder) {
        String written = Character.toString(letter);
        if (Character.isISOControl(letter)) {
            return " ";
        }
        if (letter != '\u00a0' && encoder.canEncode(written)) {
            return written;
        }
        String other = OTHERWISE.get(letter);
        if (other != null) {
            return other;
        }
        int kind = Character.getType(letter);
        if (kind == Character.FORMAT || kind == Character.NON_SPACING_MARK || kind == Character.SURROGATE) {
            return "";
        }
        String bare = Normalizer.normalize(written, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return !bare.isEmpty() && bare.chars().allMatch(each -> each >= ' ' && each < 127) ? bare : UNKNOWN;
    }

    /** The bytes of a text that {@link #fit} has made. */
    byte[] bytes(String fitting) {
        return fitting.getBytes(charset);
    }
}
