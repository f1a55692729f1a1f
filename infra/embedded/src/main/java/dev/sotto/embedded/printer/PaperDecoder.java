package dev.sotto.embedded.printer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads ESC/POS a byte at a time and tells what is on the paper at each cut. It knows the commands by Epson's reference and
 * nothing of whoever writes them; a command it does not know is told on the paper, since a printer would print rubbish.
 */
final class PaperDecoder {

    private static final Charset PC437 = Charset.forName("IBM437");
    private static final int ESC = 0x1b;
    private static final int GS = 0x1d;
    private static final int FS = 0x1c;

    private final Consumer<List<PaperLine>> cut;
    private final Runnable asked;
    private final List<PaperLine> paper = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final int[] command = new int[4];
    private int length;
    private Charset page = PC437;
    private boolean inverse;
    private boolean loud;
    private int size;
    private int height = 1;
    private int width = 1;

    /**
     * @param cut is told each slip
     * @param asked is told when a state is to be sent that comes after what was printed (GS r)
     */
    PaperDecoder(Consumer<List<PaperLine>> cut, Runnable asked) {
        this.cut = cut;
        this.asked = asked;
    }

    /** True when the byte ended a line of paper. */
    boolean take(int next) {
        if (length > 0 || next == ESC || next == GS || next == FS) {
            command[length++] = next;
            if (length == wanted()) {
                length = 0;
                obey();
            }
            return false;
        }
        if (next == '\n') {
            feed();
            return true;
        }
        if (next >= ' ') {
            text.write(next);
            loud |= inverse;
            height = Math.max(height, 1 + (size & 7));
            width = Math.max(width, 1 + (size >> 4));
        }
        return false;
    }

    /** How many bytes the command has, as far as is known by now. */
    private int wanted() {
        if (length < 2) {
            return 2;
        }
        return switch (command[0] << 8 | command[1]) {
            case ESC << 8 | '@', FS << 8 | '.' -> 2;
            case GS << 8 | 'V' -> length < 3 || command[2] >= 65 ? 4 : 3;
            default -> 3;
        };
    }

    private void obey() {
        switch (command[0] << 8 | command[1]) {
            case ESC << 8 | '@' -> {
                page = PC437;
                inverse = false;
                size = 0;
            }
            case ESC << 8 | 't' -> choose(command[2]);
            case GS << 8 | 'B' -> inverse = (command[2] & 1) == 1;
            case GS << 8 | '!' -> size = command[2];
            case GS << 8 | 'V' -> cutOff();
            case GS << 8 | 'r' -> asked.run();
            case ESC << 8 | 'E', ESC << 8 | 'R', GS << 8 | 'a', FS << 8 | '.' -> {}
            default -> text.writeBytes(("?" + (char) command[1] + "?").getBytes(page));
        }
    }

    private void choose(int number) {
        page = switch (number) {
            case 16 -> Charset.forName("windows-1252");
            case 19 -> Charset.forName("IBM00858");
            default -> PC437;
        };
    }

    private void feed() {
        paper.add(new PaperLine(text.toString(page), loud, height, width));
        text.reset();
        loud = false;
        height = 1;
        width = 1;
    }

    private void cutOff() {
        if (text.size() > 0) {
            feed();
        }
        cut.accept(List.copyOf(paper));
        paper.clear();
    }
}
