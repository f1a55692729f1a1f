package dev.sotto.load.phone;

import dev.sotto.load.WaitedInVain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks on a result and gives its failure back as it was thrown, not wrapped. */
final class Waiting {
    private Waiting() {}

    static <T> T on(CompletableFuture<T> result, Duration patience, String awaited) {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new WaitedInVain(patience, awaited);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + awaited + ".", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("While waiting for " + awaited + ": " + failed.getMessage(), failed);
        }
    }
}
