package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.RewriteOutcome.Rewritten;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for one table, and how it stands. */
final class UpkeepGauges {

    private static final Logger log = LoggerFactory.getLogger(UpkeepGauges.class);

    private final String table;
    private final MeterRegistry meters;
    private volatile long files;
    private volatile long bytes;
    private volatile long rows;
    private volatile @Nullable Instant tidiedAt;

    UpkeepGauges(String table, MeterRegistry meters) {
        this.table = table;
        this.meters = meters;
        gauge("files", "Files the table consists of", () -> files);
        gauge("bytes", "Bytes of those files", () -> bytes);
        gauge("rows", "Rows in those files", () -> rows);
    }

    void counted(List<DataFile> found) {
        files = found.size();
        bytes = found.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        rows = found.stream().mapToLong(DataFile::recordCount).sum();
    }

    void rewritten(Rewrite rewrite, Rewritten done, Duration took) {
        String why = rewrite.reason().name().toLowerCase(Locale.ROOT);
        count("rewritten.files", "Files written anew, by reason", why, done.filesBefore());
        count("rewritten.bytes", "Bytes of files written anew, by reason", why, done.bytesBefore());
        count("rows.gone", "Rows that went when their files were written anew, by reason", why, done.rowsGone());
        Timer.builder("sotto.analytics.upkeep.rewrite")
                .description("Writing files anew")
                .tags("table", table, "reason", why)
                .register(meters)
                .record(took);
        log.info(
                "{}: {} of {} files ({} kB) into {} ({} kB), {} rows gone, in {} ms",
                table,
                why,
                done.filesBefore(),
                done.bytesBefore() >> 10,
                done.filesAfter(),
                done.bytesAfter() >> 10,
                done.rowsGone(),
                took.toMillis());
    }

    void outrun(Rewrite rewrite) {
        count(
                "outrun",
                "Rewrites given up because another was first",
                rewrite.reason().name().toLowerCase(Locale.ROOT),
                1);
    }

    /** What the chores besides rewriting did; told only when there was something. */
    void tidied(int manifests, int snapshots, int leftovers) {
        tidiedAt = Instant.now();
        count("cleared", "Things that went because nothing needs them", "manifests", manifests);
        count("cleared", "Things that went because nothing needs them", "snapshots", snapshots);
        count("cleared", "Things that went because nothing needs them", "leftovers", leftovers);
        if (manifests + leftovers > 0) {
            log.info(
                    "{}: {} manifests gathered, {} snapshots forgotten, {} leftovers removed",
                    table,
                    manifests,
                    snapshots,
                    leftovers);
        }
    }

    String table() {
        return table;
    }

    String sentence() {
        Instant last = tidiedAt;
        return last == null
                ? "not looked at yet"
                : "%d files, %d kB, %d rows; tidied at %s"
                        .formatted(files, bytes >> 10, rows, last.truncatedTo(ChronoUnit.SECONDS));
    }

    private void count(String name, String description, String reason, long amount) {
        Counter.builder("sotto.analytics.upkeep." + name)
                .description(description)
                .tags("table", table, "reason", reason)
                .register(meters)
                .increment((double) amount);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder("sotto.analytics.table." + name, value)
                .description(description)
                .tag("table", table)
                .register(meters);
    }
}
