package dev.sotto.load;

import java.time.Duration;

/** Something awaited did not come in time; the message says what was awaited and for how long. */
public final class WaitedInVain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WaitedInVain(Duration patience, String awaited) {
        super("Waited " + seconds(patience) + " in vain for " + awaited + ".");
    }

    private static String seconds(Duration patience) {
        long millis = patience.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
