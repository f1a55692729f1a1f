package dev.sotto.orders.store;

import org.flywaydb.core.Flyway;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings the tables to the shape this version writes. Forward only: several workers may start at once, one migrates,
 * the others wait for it.
 */
public final class Migrations {

    private final Flyway flyway;

    public Migrations(PostgresSettings settings) {
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                .locations("classpath:dev/sotto/orders/store/migrations")
                .table("orders_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .cleanDisabled(true)
                .load();
    }

    /** Completes when the tables are as they must be. */
    public Mono<Void> run() {
        return Mono.fromRunnable(flyway::migrate)
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }
}
