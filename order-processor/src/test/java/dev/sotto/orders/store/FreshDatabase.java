package dev.sotto.orders.store;

import dev.sotto.embedded.EmbeddedDatabase;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A migrated database of its own for every test, on one real PostgreSQL for all of them. */
public final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {

    private static final Duration SOON = Duration.ofSeconds(20);

    private @Nullable PostgresSettings settings;
    private @Nullable Postgres postgres;

    private record Server(EmbeddedDatabase running) implements AutoCloseable {
        @Override
        public void close() {
            running.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(Namespace.create(FreshDatabase.class))
                .computeIfAbsent("server", any -> new Server(EmbeddedDatabase.temporary()), Server.class);
        int port = server.running().port();
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        Postgres admin = new Postgres(settings(port, "postgres"));
        admin.client().sql("create database " + name).then().block(SOON);
        admin.close();
        open(settings(port, name));
    }

    private void open(PostgresSettings to) {
        new Migrations(to).run().block(SOON);
        settings = to;
        postgres = new Postgres(to);
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
