package dev.sotto.orders.store;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A copy of the database that follows it. It is asked only where it holds all that the bell rang for and all that was
 * written here, so that nobody misses what he wrote; else, and where it does not answer, the database itself is.
 */
final class Replica {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final String ROUTE = Replica.class.getName();

    private static final String WRITTEN = """
            select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint as position,
                   (select system_identifier from pg_control_system()) as cluster
            """;
    private static final String APPLIED = """
            select coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint as position,
                   (select system_identifier from pg_control_system()) as cluster, pg_is_in_recovery() as follows
            """;

    private final DatabaseClient primary;
    private final DatabaseClient copy;
    private final Freshness freshness;
    private final Duration answersWithin;
    private final LongAdder asked = new LongAdder();
    private final LongAdder passedOver = new LongAdder();
    private volatile boolean heard;
    private volatile String standing = "";

    /** @param copy connections to the replica */
    Replica(ConnectionFactory primary, ConnectionFactory copy, ReplicaSettings settings) {
        this.primary = DatabaseClient.create(primary);
        this.copy = DatabaseClient.create(copy);
        this.answersWithin = settings.answersWithin();
        this.freshness = new Freshness(settings.lagAtMost().toNanos(), System.nanoTime());
    }

    /** Connections to the database, or to the replica for what is asked within {@link #looking}. */
    record Door(ConnectionFactory primary, ConnectionFactory copy) implements ConnectionFactory {

        @Override
        public Mono<io.r2dbc.spi.Connection> create() {
            return Mono.deferContextual(context -> Mono.from((context.hasKey(ROUTE) ? copy : primary).create()));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return primary.getMetadata();
        }
    }

    /** @param rows asked through a {@link Door}, wherever it leads; a page of them, since all are held until the last is there */
    <T> Flux<T> looking(String restaurantId, Flux<T> rows) {
        return Flux.defer(() -> {
            if (!heard || !freshness.has(restaurantId, System.nanoTime())) {
                passedOver.increment();
                return rows;
            }
            return rows.contextWrite(context -> context.put(ROUTE, true))
                    .collectList()
                    .timeout(answersWithin)
                    .doOnSuccess(all -> asked.increment())
                    .onErrorResume(error -> {
                        lost(error);
                        passedOver.increment();
                        return rows.collectList();
                    })
                    .flatMapIterable(all -> all);
        });
    }

    /** Looks how far both are; whatever fails, nobody is sent to the replica until it is known again. */
    Mono<Void> look() {
        return Mono.defer(() -> {
                    long at = System.nanoTime();
                    return place(primary, WRITTEN)
                            .flatMap(written -> place(copy, APPLIED).doOnNext(applied -> learn(at, written, applied)));
                })
                .timeout(answersWithin.multipliedBy(2))
                .doOnError(this::lost)
                .onErrorComplete()
                .then();
    }

    private record Place(long position, long cluster, boolean follows) {}

    private static Mono<Place> place(DatabaseClient client, String sql) {
        boolean copy = sql.equals(APPLIED);
        return client.sql(sql)
                .map((Readable row) -> new Place(
                        Objects.requireNonNull(row.get("position", Long.class)),
                        Objects.requireNonNull(row.get("cluster", Long.class)),
                        copy && Boolean.TRUE.equals(row.get("follows", Boolean.class))))
                .one();
    }

    private void learn(long atNanos, Place written, Place applied) {
        if (written.cluster() != applied.cluster()) {
            throw new IllegalStateException("orders.replica.url leads to a database that is no copy of this one");
        }
        if (!applied.follows()) {
            throw new IllegalStateException("the replica follows nobody any longer: it was promoted");
        }
        freshness.written(atNanos, written.position());
        freshness.applied(applied.position());
        say(freshness.isNear(System.nanoTime()) ? "" : "it is too far behind");
    }

    private void lost(Throwable why) {
        freshness.lost();
        say(why instanceof TimeoutException ? "it does not answer in time" : Fault.sentence(why));
    }

    private void say(String now) {
        if (!now.equals(standing)) {
            standing = now;
            if (now.isEmpty()) {
                LOG.info("Lists and pages are read from the replica again.");
            } else {
                LOG.warn("Nothing is read from the replica: {}", now);
            }
        }
    }

    /** Something of a restaurant changed just now, or of any where the name is empty. */
    void changed(String restaurantId) {
        freshness.changed(restaurantId, System.nanoTime());
    }

    /** @param now whether changes are heard of; while they are not, nobody knows what the replica lacks */
    void heard(boolean now) {
        if (now) {
            freshness.changed(Freshness.EVERYWHERE, System.nanoTime());
        }
        heard = now;
    }

    double lagSeconds() {
        return freshness.lagSeconds(System.nanoTime());
    }

    /** How often it was asked. */
    long asked() {
        return asked.sum();
    }

    /** How often the database itself was asked instead. */
    long passedOver() {
        return passedOver.sum();
    }
}
