package dev.sotto.orders.store;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings the tables to the shape this version writes, as their owner. Forward only: several workers may start at once,
 * one migrates, the others wait for it.
 */
public final class Migrations {

    private final PostgresSettings settings;
    private final Flyway flyway;

    public Migrations(PostgresSettings settings) {
        this(settings, MigrationVersion.LATEST);
    }

    /** Only as far as an earlier version of the service went. */
    Migrations(PostgresSettings settings, MigrationVersion upTo) {
        this.settings = settings;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.owner(), settings.ownerPassword())
                .locations("classpath:dev/sotto/orders/store/migrations")
                .defaultSchema(settings.schema())
                .placeholders(Map.of("application", settings.user()))
                .table("orders_schema_history")
                .target(upTo)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load();
    }

    /** Completes when the tables are as they must be. */
    public Mono<Void> run() {
        return Mono.fromRunnable(this::migrate)
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private void migrate() {
        ApplicationRole.ensure(settings);
        flyway.migrate();
    }
}
