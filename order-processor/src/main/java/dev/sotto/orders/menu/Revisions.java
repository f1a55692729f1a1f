package dev.sotto.orders.menu;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.RestaurantConfig;

/** A revision of a restaurant is one event of the log, whoever appends it and how often. */
final class Revisions {

    private Revisions() {}

    static RestaurantConfig as(RestaurantConfig config, long revision) {
        Envelope envelope =
                Envelope.of(Topics.RESTAURANTS_CONFIG, config.id(), DerivedId.of("restaurant", config.id(), revision));
        return config.as(envelope, revision);
    }
}
