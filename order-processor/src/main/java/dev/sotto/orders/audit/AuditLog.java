package dev.sotto.orders.audit;

import dev.sotto.orders.access.Errand;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The rows of who did what; the database lets us add some and read them, and nothing else. */
final class AuditLog {

    private static final String ASKED = """
            insert into audit_log (restaurant_id, audit_id, asked_at, issuer, subject, role, command, target)
            values (:restaurant, :id, :at, :issuer, :subject, :role, :command, :target)
            """;

    private static final String ANSWERED =
            "insert into audit_outcomes (restaurant_id, audit_id, status) values (:restaurant, :id, :status)";

    private final Postgres postgres;
    private final Clock clock;

    AuditLog(Postgres postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    /** The id under which it is written down, once it is. */
    Mono<String> asked(Visitor visitor, Errand errand) {
        String id = UUID.randomUUID().toString();
        return postgres.inTransaction(
                        Reach.of(visitor.restaurantId()),
                        postgres.client()
                                .sql(ASKED)
                                .bind("restaurant", visitor.restaurantId())
                                .bind("id", id)
                                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                                .bind("issuer", visitor.bearer().issuer())
                                .bind("subject", visitor.bearer().subject())
                                .bind("role", visitor.role())
                                .bind("command", errand.command())
                                .bind("target", errand.target())
                                .then())
                .thenReturn(id);
    }

    Mono<Void> answered(String restaurantId, String id, int status) {
        return postgres.inTransaction(
                Reach.of(restaurantId),
                postgres.client()
                        .sql(ANSWERED)
                        .bind("restaurant", restaurantId)
                        .bind("id", id)
                        .bind("status", status)
                        .then());
    }
}
