package dev.sotto.speech.engine.remote;

import java.util.ArrayDeque;
import java.util.Deque;

/** As many at once as a provider's plan allows; who comes later waits in line, and nobody is turned away. */
final class Places {
    private final Deque<Runnable> line = new ArrayDeque<>();
    private int free;

    Places(int atOnce) {
        this.free = atOnce;
    }

    /** Runs this now or when there is room; who has run must {@link #leave}. */
    void take(Runnable then) {
        synchronized (line) {
            if (free == 0) {
                line.addLast(then);
                return;
            }
            free--;
        }
        then.run();
    }

    /** Gives up waiting; false when there was a place already. */
    boolean forget(Runnable then) {
        synchronized (line) {
            return line.remove(then);
        }
    }

    void leave() {
        Runnable next;
        synchronized (line) {
            next = line.pollFirst();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
