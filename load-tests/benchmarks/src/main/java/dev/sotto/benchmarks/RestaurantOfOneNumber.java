package dev.sotto.benchmarks;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;

/** Whom the calls of a load are for: it has a number and nothing on the menu. */
final class RestaurantOfOneNumber {

    static final String NUMBER = "100";

    private RestaurantOfOneNumber() {}

    static RestaurantConfig config() {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, "load"),
                "load",
                1,
                "Load",
                "en",
                "EUR",
                "Europe/Paris",
                List.of(NUMBER),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(), List.of(), List.of(), List.of()),
                null,
                null,
                null);
    }
}
