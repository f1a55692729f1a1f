package dev.sotto.orders.printer.slip;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes a slip of paper in Epson's ESC/POS, as far as kitchens need it. Every printer for receipts understands these
 * commands; the numbers are of Epson's "ESC/POS Command Reference".
 */
final class EscPos {

    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final int ESC = 0x1b;
    private static final int GS = 0x1d;
    private static final int FS = 0x1c;
    private static final int LINE_FEED = 0x0a;
    private static final int TALL = 0x01;
    private static final int WIDE = 0x10;

    private final Characters characters;
    private final int columns;
    private final ByteArrayOutputStream paper = new ByteArrayOutputStream();

    /** How a line looks. */
    enum Look {
        PLAIN(0, false),
        BOLD(0, true),
        TALL_LETTERS(TALL, true),
        LARGE(TALL | WIDE, true);

        private final int size;
        private final boolean bold;

        Look(int size, boolean bold) {
            this.size = size;
            this.bold = bold;
        }

        /** How many columns of paper a letter takes. */
        private int width() {
            return (size & WIDE) == 0 ? 1 : 2;
        }
    }

    EscPos(Characters characters, int columns) {
        this.characters = characters;
        this.columns = columns;
        write(ESC, '@');
        // What it would say of itself unasked could be taken for an answer.
        write(GS, 'a', 0);
        // Printers for Asia read two bytes as one letter until they are told not to; and # must not be £.
        write(FS, '.');
        write(ESC, 'R', 0);
        write(ESC, 't', characters.page());
    }

    /** A line of text, or as many as it takes; those after the first begin below the text of the first. */
    void line(Look look, String text) {
        line(look, false, "", text);
    }

    /** White on black: nobody may miss it. */
    void loud(Look look, String text) {
        line(look, true, "", text);
    }

    /** The same behind something that stands before the first line only, such as a number of pieces. */
    void line(Look look, boolean inverse, String before, String text) {
        String start = characters.fit(before);
        int room = Math.max(4, columns / look.width() - start.length());
        String indent = " ".repeat(start.length());
        write(GS, '!', look.size);
        write(ESC, 'E', look.bold ? 1 : 0);
        List<String> lines = wrapped(characters.fit(text), room - (inverse ? 2 : 0));
        for (int nth = 0; nth < lines.size(); nth++) {
            put(nth == 0 ? start : indent);
            if (inverse) {
                write(GS, 'B', 1);
                put(" " + lines.get(nth) + " ");
                write(GS, 'B', 0);
            } else {
                put(lines.get(nth));
            }
            write(LINE_FEED);
        }
        write(GS, '!', 0);
        write(ESC, 'E', 0);
    }

    void rule() {
        put("-".repeat(columns));
        write(LINE_FEED);
    }

    /** Two short texts at both ends of a line. */
    void ends(String left, String right) {
        String first = characters.fit(left);
        String second = characters.fit(right);
        int gap = columns - first.length() - second.length();
        if (gap < 1) {
            line(Look.PLAIN, left);
            line(Look.PLAIN, right);
        } else {
            put(first + " ".repeat(gap) + second);
            write(LINE_FEED);
        }
    }

    /** Feeds to the knife, cuts, and asks for the one answer that comes after all of it has been printed (GS r 1). */
    byte[] cut() {
        write(GS, 'V', 66, 0);
        write(GS, 'r', 1);
        return paper.toByteArray();
    }

    /** Breaks between words; a word that is longer than a line is broken too. */
    static List<String> wrapped(String text, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : WORD.matcher(text).results().map(MatchResult::group).toList()) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > room) {
                lines.add(rest.substring(0, room));
                rest = rest.substring(room);
            }
            line.append(line.isEmpty() || rest.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private void put(String fitting) {
        paper.writeBytes(characters.bytes(fitting));
    }

    private void write(int... bytes) {
        for (int each : bytes) {
            paper.write(each);
        }
    }
}
