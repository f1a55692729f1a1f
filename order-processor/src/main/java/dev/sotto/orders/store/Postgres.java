package dev.sotto.orders.store;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The database: a pool to write and read through, and a single connection to listen on. Every wait has an end, so that
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
    private final DatabaseClient client;
    private final ReachingTransactions transactions;

    public Postgres(PostgresSettings settings) {
        this.single = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
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
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(single)
                .name("orders")
                .initialSize(0)
                .maxSize(settings.poolSize())
                .maxAcquireTime(ACQUIRE_WITHIN)
                .maxIdleTime(Duration.ofMinutes(5))
                .acquireRetry(0)
                .build());
        this.client = DatabaseClient.create(pool);
        this.transactions = new ReachingTransactions(pool);
    }

    public DatabaseClient client() {
        return client;
    }

    /** A server that hangs keeps its own limits no better than its answers: this one is ours. */
    public <T> Mono<T> inTransaction(Reach reach, Mono<T> work) {
        return TransactionalOperator.create(transactions, reach)
                .transactional(work)
                .timeout(WRITE_WITHIN, noAnswer(WRITE_WITHIN));
    }

    public <T> Flux<T> reading(Reach reach, Flux<T> rows) {
        return TransactionalOperator.create(transactions, reach.onlyReading())
                .transactional(rows)
                .timeout(READ_WITHIN, noAnswer(READ_WITHIN));
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
    }
}
