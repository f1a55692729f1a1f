package dev.sotto.local.operate;

import dev.sotto.log.operate.Audit;
import dev.sotto.schemas.operation.OperationKind;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Long work of an operator whose beginning and end are written down, also when it is stopped from outside: then it has a
 * while to end by itself, and where it does not, its end is written for it.
 */
final class AuditedRun implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(5);

    private final Audit audit;
    private final Subject subject;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * What is written down.
     *
     * @param name what the work is done to
     * @param restaurantId the only tenant it is about; null for all
     */
    record Subject(String name, @Nullable String restaurantId, OperationKind begun, OperationKind ended) {}

    private AuditedRun(Audit audit, Subject subject) {
        this.audit = audit;
        this.subject = subject;
    }

    /** @param words what is done, and why */
    static AuditedRun begin(Audit audit, Subject subject, String words) {
        AuditedRun run = new AuditedRun(audit, subject);
        run.write(subject.begun(), words);
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop-" + subject.name()));
        return run;
    }

    /** False when somebody wants it to end. */
    boolean goesOn() {
        return !stopped.get();
    }

    /** Writes down how it ended; once, whoever is first. */
    void end(String words) {
        if (ended.compareAndSet(false, true)) {
            write(subject.ended(), (goesOn() ? "" : "stopped: ") + words);
        }
    }

    /** Asks it to end by itself. */
    void ask() {
        stopped.set(true);
    }

    /** Asks it to end, and writes its end where it does not in a while. */
    void stop() {
        ask();
        try {
            if (!over.await(TO_END_BY_ITSELF.toMillis(), TimeUnit.MILLISECONDS)) {
                end("before it was over");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(OperationKind kind, String words) {
        audit.write(subject.name(), subject.restaurantId(), kind, WhyOption.operator(), words)
                .block(LIMIT);
    }

    /** Nothing is left to be told of work that failed but that it did. */
    @Override
    public void close() {
        try {
            end("failed");
        } finally {
            over.countDown();
        }
    }
}
