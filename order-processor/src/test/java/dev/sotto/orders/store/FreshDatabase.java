package dev.sotto.orders.store;

import dev.sotto.embedded.EmbeddedDatabase;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Migrated, empty tables for every test, on one real PostgreSQL for all of them. */
public final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EMPTY =
            "truncate order_events, restaurant_counters, consumer_offsets, orders, order_lines, order_marks, "
                    + "commands, command_receipts";

    private @Nullable PostgresSettings settings;
    private @Nullable Postgres postgres;

    private record Server(EmbeddedDatabase running) implements AutoCloseable {

        static Server start() {
            Server server = new Server(EmbeddedDatabase.temporary());
            new Migrations(server.settings()).run().block(SOON);
            return server;
        }

        PostgresSettings settings() {
            return FreshDatabase.settings(running.port(), "postgres");
        }

        @Override
        public void close() {
            running.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(Namespace.create(FreshDatabase.class))
                .computeIfAbsent("server", any -> Server.start(), Server.class);
        settings = server.settings();
        postgres = new Postgres(server.settings());
        postgres.client().sql(EMPTY).then().block(SOON);
    }

    public static PostgresSettings settings(int port, String database) {
        return new PostgresSettings("postgresql://127.0.0.1:" + port + "/" + database, "postgres", "", 6);
    }

    public PostgresSettings settings() {
        return Objects.requireNonNull(settings);
    }

    public Postgres postgres() {
        return Objects.requireNonNull(postgres);
    }

    public Ledger ledger() {
        return new Ledger(postgres(), JsonMapper.builder().build());
    }

    public Tickets tickets() {
        return new Tickets(postgres());
    }

    public void run(String sql) {
        postgres().client().sql(sql).then().block(SOON);
    }

    public long count(String table) {
        return Objects.requireNonNull(countIn(postgres(), table).block(SOON));
    }

    public Mono<Long> countIn(Postgres postgres, String table) {
        return postgres.client()
                .sql("select count(*) as n from " + table)
                .map((Readable row) -> Objects.requireNonNull(row.get("n", Long.class)))
                .one();
    }

    public List<String> column(String sql) {
        return Objects.requireNonNull(postgres()
                .client()
                .sql(sql)
                .map((Readable row) -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(SOON));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        postgres().close();
    }
}
