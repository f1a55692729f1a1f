package dev.sotto.orders.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings the tables to the shape this version writes, as their owner. Forward only: several workers may start at once,
 * one migrates, the others wait for it.
 */
public final class Migrations {

    /** Any number that nobody else uses in this database. */
    private static final long LOCK = 7_310_042;

    private final PostgresSettings settings;
    private final Flyway flyway;

    /** @param inCode what no SQL can do, beside the files */
    public Migrations(PostgresSettings settings, JavaMigration... inCode) {
        this(settings, MigrationVersion.LATEST, inCode);
    }

    /** Only as far as an earlier version of the service went. */
    Migrations(PostgresSettings settings, MigrationVersion upTo, JavaMigration... inCode) {
        this.settings = settings;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.owner(), settings.ownerPassword())
                .locations("classpath:dev/sotto/orders/store/migrations")
                .defaultSchema(settings.schema())
                .placeholders(Map.of("application", settings.user()))
                .table("orders_schema_history")
                .javaMigrations(inCode)
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

    /** Held by the one who migrates; the library's own lock begins too late, after it has made its table. */
    private void migrate() {
        try (Connection owner = settings.connect(settings.owner(), settings.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            ApplicationRole.ensure(owner, settings);
            flyway.migrate();
        } catch (SQLException failed) {
            throw new FlywayException("The tables cannot be brought up to date: " + failed.getMessage(), failed);
        }
    }
}
