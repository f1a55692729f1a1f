package dev.sotto.local.terminal;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** One line that says how far long work has come; silent where nobody watches. */
public final class ProgressLine implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long BETWEEN_NANOS = 200_000_000;

    private final PrintWriter out;
    private final boolean watched =
            Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    private long shownAt = System.nanoTime() - BETWEEN_NANOS;
    private boolean shown;

    public ProgressLine(PrintWriter out) {
        this.out = out;
    }

    /** Shows it, not too often; always true. */
    public boolean show(long done, long of) {
        long now = System.nanoTime();
        if (watched && (now - shownAt >= BETWEEN_NANOS || done >= of)) {
            int full = of == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / of);
            out.printf(Locale.ROOT, "\r[%s%s] %,d of %,d", "█".repeat(full), "░".repeat(WIDTH - full), done, of);
            out.flush();
            shownAt = now;
            shown = true;
        }
        return true;
    }

    @Override
    public void close() {
        if (shown) {
            out.println();
            out.flush();
        }
    }
}
