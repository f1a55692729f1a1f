package dev.sotto.analytics;

import dev.sotto.analytics.SinkStage.Entry;
import dev.sotto.analytics.SinkStage.Written;
import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.AppendOutcome.Refused;
import dev.sotto.log.Delivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one stage did: records in = out + dropped + those still held, and what its operator should know. */
final class SinkGauges {

    private static final Logger log = LoggerFactory.getLogger(SinkGauges.class);

    /** A batch is written in well under a second; one that takes this long will not be by itself. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    private final String table;
    private final Duration waitsAtMost;
    private final MeterRegistry meters;
    private final Counter in;
    private final Counter out;
    private final Counter rows;
    private final Counter refused;
    private final Timer commit;
    private final Timer passage;
    private final Timer freshness;
    private final Timer visible;
    private final Counter unseen;
    private volatile @Nullable Failure failure;
    private volatile @Nullable Instant committedAt;
    private volatile @Nullable Instant waitingSince;

    SinkGauges(String table, Duration commitInterval, MeterRegistry meters) {
        this.table = table;
        this.waitsAtMost = commitInterval.plus(WRITTEN_WITHIN);
        this.meters = meters;
        this.in = counter("in", "Records read from the log");
        this.out = counter("out", "Records whose rows are in the table");
        this.rows = counter("rows", "Rows committed");
        this.refused = counter("refused", "Commits refused because another writer was first");
        this.commit = timer("commit", "Writing the files of a batch and committing them");
        this.passage = timer("entry.to.exit", "From reading a record to its commit");
        this.freshness = timer("freshness", "From the append of a record in the log to its commit");
        this.visible =
                timer("visible", "From the append of a record in the log until a question can see it, uncommitted");
        this.unseen = counter("hot.failed", "Batches that the hot store did not take, or not give back");
        Gauge.builder("sotto.analytics.waiting.seconds", this, SinkGauges::waitingSeconds)
                .description("Age of the oldest record read and not yet committed")
                .tag("table", table)
                .register(meters);
    }

    void entered(Delivery<?> delivery) {
        in.increment();
        if (waitingSince == null) {
            waitingSince = Instant.now();
        }
    }

    void dropped(String reason, long records) {
        Counter.builder("sotto.analytics.dropped")
                .description("Records that left no row, by reason")
                .tag("table", table)
                .tag("reason", reason)
                .register(meters)
                .increment((double) records);
    }

    <V> void shown(List<Entry<V>> entries) {
        Instant now = Instant.now();
        entries.forEach(entry -> visible.record(between(entry.delivery().appendedAt(), now)));
    }

    void notShown(HotStoreAway away) {
        unseen.increment();
        log.debug("{}: {}", table, away.getMessage());
    }

    void committed(Appended appended, long nanos) {
        rows.increment((double) appended.rows());
        commit.record(nanos, TimeUnit.NANOSECONDS);
        committedAt = Instant.now();
    }

    void refused(Refused refusal) {
        refused.increment();
        log.info("{}: another writer was first; the table now holds {}", table, refusal.found());
    }

    void failed(Throwable why) {
        Failure before = failure;
        failure = new Failure(before == null ? Instant.now() : before.since(), String.valueOf(why.getMessage()));
        log.warn("{}: nothing can be written: {}", table, why.getMessage());
    }

    /** Every record of the batch is accounted for here: committed now, held before, or not for the history. */
    <V> void left(Written<V> written) {
        failure = null;
        waitingSince = null;
        List<Entry<V>> kept = written.fresh().stream()
                .filter(entry -> !entry.rows().isEmpty())
                .toList();
        out.increment(kept.size());
        dropped("not for the history", written.fresh().size() - kept.size());
        dropped("already in the table", written.batch().size() - written.fresh().size());
        Instant now = Instant.now();
        kept.stream()
                .map(Entry::enteredAt)
                .min(Comparator.naturalOrder())
                .ifPresent(entered -> passage.record(between(entered, now)));
        kept.stream()
                .map(entry -> entry.delivery().appendedAt())
                .min(Comparator.naturalOrder())
                .ifPresent(appended -> freshness.record(between(appended, now)));
    }

    boolean healthy() {
        return failure == null && waitingSeconds() < waitsAtMost.toSeconds();
    }

    /** The state in a sentence. */
    String sentence() {
        Failure failing = failure;
        if (failing != null) {
            return "nothing can be written since " + failing.since().truncatedTo(ChronoUnit.SECONDS) + ": "
                    + failing.reason();
        }
        if (!healthy()) {
            return "records have waited for their commit for " + Math.round(waitingSeconds()) + " s";
        }
        Instant last = committedAt;
        return last == null
                ? "ready; nothing was written since the start"
                : "last commit at " + last.truncatedTo(ChronoUnit.SECONDS);
    }

    String table() {
        return table;
    }

    private double waitingSeconds() {
        Instant since = waitingSince;
        return since == null ? 0 : between(since, Instant.now()).toMillis() / 1000.0;
    }

    private static Duration between(Instant earlier, Instant later) {
        return later.isBefore(earlier) ? Duration.ZERO : Duration.between(earlier, later);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("sotto.analytics." + name)
                .description(description)
                .tag("table", table)
                .register(meters);
    }

    private Timer timer(String name, String description) {
        return Timer.builder("sotto.analytics." + name)
                .description(description)
                .tag("table", table)
                .publishPercentileHistogram()
                .register(meters);
    }

    private record Failure(Instant since, String reason) {}
}
