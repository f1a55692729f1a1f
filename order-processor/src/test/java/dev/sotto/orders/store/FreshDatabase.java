package dev.sotto.orders.store;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.orders.ledger.Ledger;
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
    private static final String EMPTY = """
            do $$ begin
              execute (select 'truncate ' || string_agg(quote_ident(relname), ', ') from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                          and relname <> 'orders_schema_history');
            end $$
            """;

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
        run(EMPTY);
    }

    public static PostgresSettings settings(int port, String database) {
        return new PostgresSettings(
                "postgresql://127.0.0.1:" + port + "/" + database, "sotto_orders", "", "postgres", "", "public", 6);
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
        AsOwner.of(settings()).run(sql);
    }

    public long count(String table) {
        return Long.parseLong(column("select count(*) from " + table).getFirst());
    }

    /** As a worker with a pool of its own would count them. */
    public Mono<Long> countIn(Postgres postgres, String table) {
        return postgres.reading(
                        Reach.everyone(),
                        postgres.client()
                                .sql("select count(*) as n from " + table)
                                .map((Readable row) -> Objects.requireNonNull(row.get("n", Long.class)))
                                .all())
                .single();
    }

    /** As a superuser sees another database of the same server. */
    List<String> columnIn(PostgresSettings other, String sql) {
        return new AsOwner(other.jdbcUrl(), "postgres", "").column(sql);
    }

    public List<String> column(String sql) {
        return AsOwner.of(settings()).column(sql);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        postgres().close();
    }
}
