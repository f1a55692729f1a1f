package dev.sotto.orders.printer.line;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a printer says of itself, a byte at a time. The fixed bits of each answer tell it from the others (ESC/POS, DLE EOT
 * and GS r), so that what arrives between them, such as flow control, is not taken for one.
 */
final class Replies {

    /** Asks for its state, why it is off-line, its faults, and its paper; answered at once, whatever it is doing. */
    static final byte[] QUESTIONS = {0x10, 0x04, 1, 0x10, 0x04, 2, 0x10, 0x04, 3, 0x10, 0x04, 4};

    static final int ANSWERS = 4;

    private static final int OFFLINE = 0x08;
    private static final int COVER_OPEN = 0x04;
    private static final int STOPPED_FOR_PAPER = 0x20;
    private static final int FAULTY = 0x6c;
    private static final int NO_PAPER = 0x60;

    private Replies() {}

    /** An answer to one of the questions. */
    static boolean isState(byte reply) {
        return (reply & 0x93) == 0x12;
    }

    /** What comes after everything before it was printed. */
    static boolean isDone(byte reply) {
        return (reply & 0x90) == 0;
    }

    /** What keeps it from printing, by its answers in the order of the questions; null for nothing. */
    static @Nullable Trouble trouble(List<Byte> answers) {
        int state = answers.get(0);
        int cause = answers.get(1);
        int fault = answers.get(2);
        int paper = answers.get(3);
        if ((cause & COVER_OPEN) != 0) {
            return Trouble.COVER_OPEN;
        }
        if ((paper & NO_PAPER) != 0 || (cause & STOPPED_FOR_PAPER) != 0) {
            return Trouble.PAPER_OUT;
        }
        if ((fault & FAULTY) != 0) {
            return Trouble.FAULT;
        }
        return (state & OFFLINE) != 0 ? Trouble.OFFLINE : null;
    }
}
