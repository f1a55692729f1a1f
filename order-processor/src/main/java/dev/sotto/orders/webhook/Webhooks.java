package dev.sotto.orders.webhook;

import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A restaurant's own webhooks, as its manager sees them. The secret is told once. */
final class Webhooks {

    /** Told from now on: what was before is read from the API. */
    private static final String ADD = """
            insert into webhooks (restaurant_id, webhook_id, url, kinds, secret, position)
            select :restaurant, :id, :url, :kinds, :secret,
                   coalesce((select position from restaurant_counters where restaurant_id = :restaurant), 0)
             where (select count(*) from webhooks where restaurant_id = :restaurant) < :most
            """;

    private static final String LIST = """
            select coalesce(json_agg(w order by w."createdAt"), '[]')::text as page from (
              select webhook_id as id, url, kinds as events, created_at as "createdAt", failing_since as "failingSince",
                     disabled_at as "disabledAt", disabled_reason as "disabledReason",
                     (select count(*) from webhook_deliveries d
                       where (d.restaurant_id, d.webhook_id) = (h.restaurant_id, h.webhook_id)
                         and delivered_at is null and given_up_at is null) as waiting,
                     (select last_answer from webhook_deliveries d
                       where (d.restaurant_id, d.webhook_id) = (h.restaurant_id, h.webhook_id) and tries > 0
                       order by queued_at desc limit 1) as "lastAnswer"
                from webhooks h where restaurant_id = :restaurant) w
            """;

    private static final String REMOVE =
            "delete from webhooks where (restaurant_id, webhook_id) = (:restaurant, :id) returning webhook_id";

    private static final String ENABLE = """
            update webhooks set disabled_at = null, disabled_reason = null, failing_since = null
             where (restaurant_id, webhook_id) = (:restaurant, :id) returning webhook_id
            """;

    private static final String DELIVERIES = """
            select (select coalesce(json_agg(d), '[]') from (
                      select event_id as "eventId", kind as event, queued_at as "queuedAt", tries, delivered_at as "deliveredAt",
                             given_up_at as "givenUpAt", last_answer as answer,
                             case when delivered_at is null and given_up_at is null then due_at end as "dueAt"
                        from webhook_deliveries q where (q.restaurant_id, q.webhook_id) = (h.restaurant_id, h.webhook_id)
                       order by queued_at desc limit 50) d)::text as page
              from webhooks h where (restaurant_id, webhook_id) = (:restaurant, :id)
            """;

    /** The desk may not read it: the part that tells letters does. */
    private static final String SECRET =
            "select url, secret from webhooks where (restaurant_id, webhook_id) = (:restaurant, :id)";

    private static final int MOST = 10;

    private final Postgres postgres;
    private final DatabaseClient client;

    Webhooks(Postgres postgres) {
        this.postgres = postgres;
        this.client = postgres.client();
    }

    record Added(String id, String url, List<String> events, String secret) {

        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    /** Empty when the restaurant has as many as it may. */
    Mono<Added> add(String restaurantId, URI url, List<String> kinds) {
        Added added = new Added(UUID.randomUUID().toString(), url.toString(), kinds, Signature.newSecret());
        return postgres.inTransaction(
                        Reach.of(restaurantId),
                        client.sql(ADD)
                                .bind("restaurant", restaurantId)
                                .bind("id", added.id())
                                .bind("url", added.url())
                                .bind("kinds", kinds.toArray(String[]::new))
                                .bind("secret", added.secret())
                                .bind("most", MOST)
                                .fetch()
                                .rowsUpdated())
                .filter(rows -> rows == 1)
                .map(rows -> added);
    }

    Mono<String> list(String restaurantId) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(LIST)
                                .bind("restaurant", restaurantId)
                                .map(row -> Objects.requireNonNull(row.get("page", String.class)))
                                .all())
                .next();
    }

    /** What was told lately, and what waits to be; empty when there is none of that id. */
    Mono<String> deliveries(String restaurantId, String id) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        client.sql(DELIVERIES)
                                .bind("restaurant", restaurantId)
                                .bind("id", id)
                                .map(row -> Objects.requireNonNull(row.get("page", String.class)))
                                .all())
                .next();
    }

    /** A letter that tells of nothing; empty when there is none of that id. */
    Mono<Letter> trial(String restaurantId, String id, String body) {
        return postgres.reading(
                        Reach.everyone(),
                        client.sql(SECRET)
                                .bind("restaurant", restaurantId)
                                .bind("id", id)
                                .map(row -> new Letter(
                                        restaurantId,
                                        id,
                                        "test-" + UUID.randomUUID(),
                                        Objects.requireNonNull(row.get("secret", String.class)),
                                        URI.create(Objects.requireNonNull(row.get("url", String.class))),
                                        1,
                                        body))
                                .all())
                .next();
    }

    /** Empty when there is none of that id. */
    Mono<String> remove(String restaurantId, String id) {
        return touch(REMOVE, restaurantId, id);
    }

    /** Empty when there is none of that id. What was waiting is sent, what was given up is not. */
    Mono<String> enable(String restaurantId, String id) {
        return touch(ENABLE, restaurantId, id);
    }

    private Mono<String> touch(String sql, String restaurantId, String id) {
        return postgres.inTransaction(
                Reach.of(restaurantId),
                client.sql(sql)
                        .bind("restaurant", restaurantId)
                        .bind("id", id)
                        .map(row -> Objects.requireNonNull(row.get("webhook_id", String.class)))
                        .one());
    }
}
