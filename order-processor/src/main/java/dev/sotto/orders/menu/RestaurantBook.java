package dev.sotto.orders.menu;

import dev.sotto.log.Delivery;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.ZoneOffset;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** Writes down what the log says of restaurants. A revision that is older than the one there changes nothing. */
public final class RestaurantBook {

    private static final String WRITE = """
            insert into restaurants (restaurant_id, revision, name, language, currency, time_zone, told, config, changed_at)
            values (:id, :revision, :name, :language, :currency, :zone, :config::jsonb, :config::jsonb, :at)
            on conflict (restaurant_id) do update
               set revision = excluded.revision, name = excluded.name, language = excluded.language,
                   currency = excluded.currency, time_zone = excluded.time_zone, told = excluded.told,
                   config = excluded.config, changed_at = excluded.changed_at
             where restaurants.revision <= excluded.revision
            """;

    private static final String KEEP_MENU = """
            insert into menus (restaurant_id, revision, menu, valid_from) values (:id, :revision, :menu::jsonb, :at)
            on conflict (restaurant_id, revision) do nothing
            """;

    private static final String SETTLE = """
            delete from restaurant_edits where restaurant_id = :id and revision <= :revision and refused is null and checked
            """;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final ObjectMapper json;

    public RestaurantBook(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
    }

    /** A restaurant that is gone from the log keeps its rows: its orders still name them. */
    public Mono<Void> write(Delivery<RestaurantConfig> delivery) {
        RestaurantConfig config = delivery.value();
        return config == null ? Mono.empty() : postgres.inTransaction(Reach.everyone(), written(config));
    }

    private Mono<Void> written(RestaurantConfig config) {
        var at = config.envelope().occurredAt().atOffset(ZoneOffset.UTC);
        return client.sql(WRITE)
                .bind("id", config.id())
                .bind("revision", config.revision())
                .bind("name", config.name())
                .bind("language", config.language())
                .bind("currency", config.currency())
                .bind("zone", config.timeZone())
                .bind("config", json.writeValueAsString(config))
                .bind("at", at)
                .then()
                .then(client.sql(KEEP_MENU)
                        .bind("id", config.id())
                        .bind("revision", config.revision())
                        .bind("menu", json.writeValueAsString(config.menu()))
                        .bind("at", at)
                        .then())
                .then(client.sql(SETTLE)
                        .bind("id", config.id())
                        .bind("revision", config.revision())
                        .then());
    }
}
