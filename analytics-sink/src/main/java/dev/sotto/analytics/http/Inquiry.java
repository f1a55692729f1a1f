package dev.sotto.analytics.http;

import dev.sotto.analytics.export.AnswerFile;
import dev.sotto.analytics.query.LongQuestion;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QueryOutcome.Filed;
import dev.sotto.analytics.query.QueryOutcome.Unavailable;
import dev.sotto.analytics.query.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/** A question that is answered whether or not somebody waits, to whoever asked it. */
final class Inquiry {

    private static final Logger log = LoggerFactory.getLogger(Inquiry.class);

    private final String id;
    private final Scope scope;
    private final LongQuestion question;
    private final Disposable running;
    private volatile Instant lookedAt = Instant.now();
    private volatile @Nullable QueryOutcome outcome;

    Inquiry(String id, Scope scope, LongQuestion question) {
        this.id = id;
        this.scope = scope;
        this.question = question;
        this.running = question.outcome().subscribe(answered -> outcome = answered, this::failed);
    }

    String id() {
        return id;
    }

    boolean isOf(Scope asker) {
        return scope.equals(asker);
    }

    Instant lookedAt() {
        return lookedAt;
    }

    /** Null while it is not answered. */
    @Nullable
    QueryOutcome outcome() {
        lookedAt = Instant.now();
        return outcome;
    }

    boolean isFinished() {
        return outcome != null;
    }

    /** How much is done, 0 to 100. */
    double percent() {
        return Math.clamp(question.percent().getAsDouble(), 0, 100);
    }

    void giveUp() {
        running.dispose();
        if (outcome instanceof Filed(AnswerFile file)) {
            file.close();
        }
    }

    private void failed(Throwable fault) {
        log.error("A question could not be answered", fault);
        outcome = new Unavailable("The question could not be answered because of a fault here; it is in the log.");
    }
}
