package dev.sotto.gateway.call;

import dev.sotto.schemas.call.DtmfMethod;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Some phones send one press both ways, with the sound and by INFO: it counts once. */
final class KeyPresses {

    /** The two arrive within a few hundred milliseconds; nobody presses a key twice by two methods. */
    private static final long SAME_PRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private String lastKey = "";
    private @Nullable DtmfMethod lastMethod;
    private long lastNanos;

    /** False for the second message about a press that has been told. */
    boolean isNew(String key, DtmfMethod method, long nowNanos) {
        boolean told = key.equals(lastKey) && lastMethod != method && nowNanos - lastNanos < SAME_PRESS_NANOS;
        if (told) {
            lastKey = "";
            return false;
        }
        lastKey = key;
        lastMethod = method;
        lastNanos = nowNanos;
        return true;
    }
}
