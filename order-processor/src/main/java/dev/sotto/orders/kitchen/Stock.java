package dev.sotto.orders.kitchen;

import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The last portion is sold while a guest is on the telephone: a dish that is out is out of running calls too. */
public final class Stock {

    private final StateTable<RestaurantConfig> restaurants;

    public Stock(StateTable<RestaurantConfig> restaurants) {
        this.restaurants = restaurants;
    }

    /** True once everybody is told, or knew; false when the restaurant has no such dish. */
    Mono<Boolean> change(String restaurantId, String itemId, boolean available) {
        return Mono.defer(() -> {
            RestaurantConfig config = restaurants.get(restaurantId);
            MenuItem dish = config == null ? null : dish(config, itemId);
            if (config == null || dish == null) {
                return Mono.just(false);
            }
            return dish.available() == available
                    ? Mono.just(true)
                    : restaurants
                            .put(restaurantId, changed(config, dish.withAvailable(available)), Trace.start())
                            .thenReturn(true);
        });
    }

    private static @Nullable MenuItem dish(RestaurantConfig config, String itemId) {
        return config.menu().items().stream()
                .filter(item -> item.id().equals(itemId))
                .findFirst()
                .orElse(null);
    }

    private static RestaurantConfig changed(RestaurantConfig config, MenuItem dish) {
        Menu menu = config.menu();
        List<MenuItem> items = menu.items().stream()
                .map(item -> item.id().equals(dish.id()) ? dish : item)
                .toList();
        return config.withMenu(
                new Menu(menu.categories(), menu.ingredients(), menu.optionGroups(), items),
                Envelope.unique(Topics.RESTAURANTS_CONFIG, config.id()));
    }
}
