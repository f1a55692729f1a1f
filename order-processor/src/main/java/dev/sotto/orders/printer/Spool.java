package dev.sotto.orders.printer;

import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.printer.line.Trouble;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What waits to be printed, and who prints it: a printer takes one line at a time, so one of all nodes holds it. */
final class Spool {

    /** Longer than anybody prints one slip; whoever holds on longer is dead. */
    private static final Duration HELD = Duration.ofSeconds(75);

    private final Postgres postgres;
    private final DatabaseClient client;
    private final Clock clock;
    private final Duration oldest;

    Spool(Postgres postgres, PrinterSettings settings, Clock clock) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.clock = clock;
        this.oldest = settings.oldest();
    }

    /** A printer that is ours until we let it go. */
    record Held(String restaurantId, String printerId, boolean answers, int tries) {}

    /** Each job once, however often it is queued. */
    Mono<Void> queue(List<Job> jobs) {
        Mono<Void> all = Flux.fromIterable(jobs)
                .concatMap(
                        job -> of(job, client.sql(SpoolSql.KNOW))
                                .then()
                                .then(of(job, client.sql(SpoolSql.QUEUE))
                                        .bind("event", job.eventId())
                                        .bind("order", job.orderId())
                                        .bind("happened", job.happenedAt().atOffset(ZoneOffset.UTC))
                                        .bind("oldest", at(oldest.negated()))
                                        .bind("now", at(Duration.ZERO))
                                        .then()),
                        1)
                .then();
        return jobs.isEmpty() ? Mono.empty() : postgres.inTransaction(Reach.everyone(), all);
    }

    /** Printers for which something waits, and which nobody holds. */
    Flux<Held> due() {
        return postgres.inTransaction(
                        Reach.everyone(),
                        client.sql(SpoolSql.DUE)
                                .bind("now", at(Duration.ZERO))
                                .bind("until", at(HELD))
                                .map(Spool::held)
                                .all()
                                .collectList())
                .flatMapIterable(held -> held);
    }

    /** Empty where another holds it. */
    Mono<Held> hold(String restaurantId, String printerId) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(restaurantId, printerId, client.sql(SpoolSql.KNOW))
                        .then()
                        .then(of(restaurantId, printerId, client.sql(SpoolSql.HOLD))
                                .bind("now", at(Duration.ZERO))
                                .bind("until", at(HELD))
                                .map(Spool::held)
                                .one()));
    }

    /** What comes out next; what is too old by now never does. */
    Mono<Job> next(Held printer) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(printer, client.sql(SpoolSql.SKIP))
                        .bind("now", at(Duration.ZERO))
                        .bind("oldest", at(oldest.negated()))
                        .then()
                        .then(of(printer, client.sql(SpoolSql.NEXT))
                                .map(Spool::job)
                                .one()));
    }

    /** Before the first byte goes out: from now on it may be on paper. */
    Mono<Void> begin(Job job) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(job, client.sql(SpoolSql.BEGIN))
                        .bind("event", job.eventId())
                        .bind("now", at(Duration.ZERO))
                        .then()
                        .then(of(job, client.sql(SpoolSql.HOLD_ON))
                                .bind("until", at(HELD))
                                .then()));
    }

    Mono<Void> printed(Job job, boolean answered) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(job, client.sql(SpoolSql.DONE))
                        .bind("event", job.eventId())
                        .bind("now", at(Duration.ZERO))
                        .then()
                        .then(well(job.restaurantId(), job.printerId(), answered)));
    }

    /** Nothing of it is for this printer any more. */
    Mono<Void> drop(Job job) {
        return over(job, SpoolSql.DONE);
    }

    /** It will never come out, and the restaurant's people are told so as of what was too old. */
    Mono<Void> leaveOut(Job job) {
        return over(job, SpoolSql.UNPRINTABLE);
    }

    private Mono<Void> over(Job job, String how) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(job, client.sql(how))
                        .bind("event", job.eventId())
                        .bind("now", at(Duration.ZERO))
                        .then());
    }

    Mono<Void> works(Held printer, boolean answered) {
        return postgres.inTransaction(Reach.everyone(), well(printer.restaurantId(), printer.printerId(), answered));
    }

    private Mono<Void> well(String restaurantId, String printerId, boolean answered) {
        return of(restaurantId, printerId, client.sql(SpoolSql.WELL))
                .bind("now", at(Duration.ZERO))
                .bind("answers", answered)
                .then();
    }

    Mono<Void> troubled(Held printer, Trouble trouble, String says, Duration wait) {
        return postgres.inTransaction(
                Reach.everyone(),
                of(printer, client.sql(SpoolSql.TROUBLED))
                        .bind("now", at(Duration.ZERO))
                        .bind("due", at(wait))
                        .bind("trouble", trouble.name())
                        .bind("says", says)
                        .then());
    }

    Mono<Void> release(Held printer) {
        return postgres.inTransaction(
                Reach.everyone(), of(printer, client.sql(SpoolSql.RELEASE)).then());
    }

    /** It is in no configuration any longer, and what waited for it goes with it. */
    Mono<Void> remove(Held printer) {
        return postgres.inTransaction(
                Reach.everyone(), of(printer, client.sql(SpoolSql.REMOVE)).then());
    }

    Mono<Void> forget(Duration olderThan) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(SpoolSql.FORGET)
                        .bind("before", at(olderThan.negated()))
                        .then());
    }

    private OffsetDateTime at(Duration fromNow) {
        return clock.instant().plus(fromNow).atOffset(ZoneOffset.UTC);
    }

    private static GenericExecuteSpec of(Job job, GenericExecuteSpec sql) {
        return of(job.restaurantId(), job.printerId(), sql);
    }

    private static GenericExecuteSpec of(Held printer, GenericExecuteSpec sql) {
        return of(printer.restaurantId(), printer.printerId(), sql);
    }

    private static GenericExecuteSpec of(String restaurantId, String printerId, GenericExecuteSpec sql) {
        return sql.bind("restaurant", restaurantId).bind("printer", printerId);
    }

    private static Held held(Readable row) {
        return new Held(
                text(row, "restaurant_id"),
                text(row, "printer_id"),
                Boolean.TRUE.equals(row.get("answers", Boolean.class)),
                Objects.requireNonNull(row.get("tries", Integer.class)));
    }

    private static Job job(Readable row) {
        return new Job(
                text(row, "restaurant_id"),
                text(row, "printer_id"),
                text(row, "event_id"),
                text(row, "order_id"),
                Objects.requireNonNull(row.get("happened_at", OffsetDateTime.class))
                        .toInstant(),
                row.get("begun_at", OffsetDateTime.class) != null);
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
