package dev.sotto.orders.menu;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** Restaurants and the changes of them that are not in the log yet. */
public final class EditLog {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:restaurant, 11))";

    private static final String NEWEST = """
            select config::text as config, revision from restaurant_edits
             where restaurant_id = :restaurant and refused is null and checked
            union all
            select told::text, revision from restaurants where restaurant_id = :restaurant
             order by revision desc limit 1
            """;

    private static final String RECORD = """
            insert into restaurant_edits (restaurant_id, revision, config, by, checked)
            select :restaurant, 1 + greatest(:revision, coalesce((select max(revision) from restaurant_edits
                                                                    where restaurant_id = :restaurant), 0)),
                   :config::jsonb, :by, true
            returning revision
            """;

    private static final String WAITING = """
            select config::text as config, revision, by, checked from restaurant_edits
             where refused is null and (not checked or decided_at < now() - :age::interval)
             order by restaurant_id, revision limit :limit
            """;

    private static final String REFUSE = """
            update restaurant_edits set refused = :why where (restaurant_id, revision) = (:restaurant, :revision)
            """;

    /** What could not be told to the log must not stand in the table as if it were so. */
    private static final String PUT_BACK = "update restaurants set config = told where restaurant_id = :restaurant";

    private static final String CHECKED = """
            update restaurant_edits set checked = true where (restaurant_id, revision) = (:restaurant, :revision)
            """;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final ObjectMapper json;

    public EditLog(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
    }

    /** Does the work in a transaction during which nobody else decides about the restaurant. */
    <T> Mono<T> locked(String restaurantId, Supplier<Mono<T>> work) {
        return postgres.inTransaction(
                Reach.of(restaurantId),
                client.sql(LOCK).bind("restaurant", restaurantId).then().then(Mono.defer(work)));
    }

    /** The restaurant as it will be once all that was decided is told; empty when there is none. */
    Mono<RestaurantConfig> newest(String restaurantId) {
        return client.sql(NEWEST)
                .bind("restaurant", restaurantId)
                .map(row -> revised(row, json))
                .one();
    }

    Mono<RestaurantConfig> current(String restaurantId) {
        return postgres.reading(Reach.of(restaurantId), newest(restaurantId).flux())
                .singleOrEmpty();
    }

    /** The number of the revision that the change will be. */
    Mono<Long> record(String restaurantId, long after, RestaurantConfig config, String by) {
        return client.sql(RECORD)
                .bind("restaurant", restaurantId)
                .bind("revision", after)
                .bind("config", json.writeValueAsString(config))
                .bind("by", by)
                .map(row -> Objects.requireNonNull(row.get("revision", Long.class)))
                .one();
    }

    Flux<Edit> waiting(Duration longerThan, int limit) {
        return postgres.reading(
                Reach.everyone(),
                client.sql(WAITING)
                        .bind("age", longerThan.toMillis() + " milliseconds")
                        .bind("limit", limit)
                        .map(row -> new Edit(
                                revised(row, json),
                                Objects.requireNonNull(row.get("by", String.class)),
                                Boolean.TRUE.equals(row.get("checked", Boolean.class))))
                        .all());
    }

    Mono<Void> refuse(RestaurantConfig edited, String why) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(REFUSE)
                        .bind("why", why)
                        .bind("restaurant", edited.id())
                        .bind("revision", edited.revision())
                        .then()
                        .then(client.sql(PUT_BACK)
                                .bind("restaurant", edited.id())
                                .then()));
    }

    Mono<Void> checked(RestaurantConfig edited) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(CHECKED)
                        .bind("restaurant", edited.id())
                        .bind("revision", edited.revision())
                        .then());
    }

    /** A change made by hand says nothing of its revision: the row does. */
    private static RestaurantConfig revised(Readable row, ObjectMapper json) {
        RestaurantConfig config =
                json.readValue(Objects.requireNonNull(row.get("config", String.class)), RestaurantConfig.class);
        return Revisions.as(config, Objects.requireNonNull(row.get("revision", Long.class)));
    }
}
