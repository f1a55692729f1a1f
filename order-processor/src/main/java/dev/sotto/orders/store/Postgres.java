package dev.sotto.orders.store;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The database: a pool to write and read through, another to look at its replica, and a single connection to listen on. Every wait has an end, so that
 * a database that hangs looks like one that is away.
 */
public final class Postgres implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ACQUIRE_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_WITHIN = Duration.ofSeconds(3);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    /**
     * Ends what hangs on the server's side; a lock held by a worker that is gone is free after the last. Our statements
     * are short and many: compiling them costs more than it ever earns.
     */
    private static final Map<String, String> SERVER_LIMITS = Map.of(
            "statement_timeout",
            "15s",
            "lock_timeout",
            "10s",
            "idle_in_transaction_session_timeout",
            "20s",
            "jit",
            "off");

    private final PostgresqlConnectionFactory single;
    private final ConnectionPool pool;
    private final @Nullable ConnectionPool copies;
    private final @Nullable Replica replica;
    private final DatabaseClient client;
    private final ReachingTransactions transactions;

    /** Without a replica. */
    public Postgres(PostgresSettings settings) {
        this(settings, ReplicaSettings.NONE);
    }

    public Postgres(PostgresSettings settings, ReplicaSettings copy) {
        this.single = single(settings);
        this.pool = pool(single, "orders", settings.poolSize());
        this.copies =
                copy.url() == null ? null : pool(single(settings.at(copy.url())), "orders-replica", copy.poolSize());
        this.replica = copies == null ? null : new Replica(pool, copies, copy);
        ConnectionFactory door = copies == null ? pool : new Replica.Door(pool, copies);
        this.client = DatabaseClient.create(door);
        this.transactions = new ReachingTransactions(door);
    }

    private static PostgresqlConnectionFactory single(PostgresSettings settings) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(settings.host())
                .port(settings.port())
                .database(settings.database())
                .username(settings.user())
                .password(settings.password())
                .schema(settings.schema())
                .applicationName("sotto-orders")
                .connectTimeout(CONNECT_WITHIN)
                .tcpKeepAlive(true)
                .options(SERVER_LIMITS)
                .build());
    }

    private static ConnectionPool pool(PostgresqlConnectionFactory single, String name, int size) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(single)
                .name(name)
                .initialSize(0)
                .maxSize(size)
                .maxAcquireTime(ACQUIRE_WITHIN)
                .maxIdleTime(Duration.ofMinutes(5))
                .acquireRetry(0)
                .build());
    }

    public DatabaseClient client() {
        return client;
    }

    /** A server that hangs keeps its own limits no better than its answers: this one is ours. */
    public <T> Mono<T> inTransaction(Reach reach, Mono<T> work) {
        return TransactionalOperator.create(transactions, reach)
                .transactional(work)
                .timeout(WRITE_WITHIN, noAnswer(WRITE_WITHIN))
                .doOnTerminate(() -> wrote(reach))
                .doOnCancel(() -> wrote(reach));
    }

    /** What was written for everyone is rung for; what the porter wrote is some restaurant's. */
    private void wrote(Reach reach) {
        if (replica != null && !(reach instanceof Reach.Everyone)) {
            replica.changed(reach.restaurantId());
        }
    }

    public <T> Flux<T> reading(Reach reach, Flux<T> rows) {
        return TransactionalOperator.create(transactions, reach.onlyReading())
                .transactional(rows)
                .timeout(READ_WITHIN, noAnswer(READ_WITHIN));
    }

    /**
     * As {@link #reading} of one restaurant's rows, for a page of what people look at: from the replica, where there is one,
     * unless it lacks what was rung for or written here. What other nodes write and nobody rings for may be as old as the
     * replica may be behind.
     */
    public <T> Flux<T> looking(String restaurantId, Flux<T> rows) {
        Flux<T> read = reading(Reach.of(restaurantId), rows);
        return replica == null ? read : replica.looking(restaurantId, read);
    }

    @Nullable
    Replica replica() {
        return replica;
    }

    private static <T> Mono<T> noAnswer(Duration within) {
        return Mono.error(() -> new TimeoutException("PostgreSQL does not answer within " + within.toSeconds() + " s"));
    }

    PostgresqlConnectionFactory single() {
        return single;
    }

    /** Completes when the database answers. */
    public Mono<Void> ping() {
        return client.sql("select 1")
                .fetch()
                .rowsUpdated()
                .timeout(READ_WITHIN, noAnswer(READ_WITHIN))
                .then();
    }

    @Override
    public void close() {
        pool.disposeLater().block(CLOSE_WITHIN);
        if (copies != null) {
            copies.disposeLater().block(CLOSE_WITHIN);
        }
    }
}
