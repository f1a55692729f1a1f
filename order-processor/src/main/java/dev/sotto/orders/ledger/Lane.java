package dev.sotto.orders.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One piece of work for the database at a time, while its caller prepares the next. */
final class Lane implements AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("rebuild").factory());
    private Future<?> last = CompletableFuture.completedFuture(null);

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Begins the work when the one before is done; throws what that one threw. */
    void begin(Work work) throws SQLException {
        finish();
        last = thread.submit(() -> {
            work.run();
            return true;
        });
    }

    /** Waits for the last work; throws what it threw. */
    void finish() throws SQLException {
        try {
            last.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("stopped while it waited for the database", stopped);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
