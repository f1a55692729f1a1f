package dev.sotto.orders.kitchen;

import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenAgeing;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.KitchenStation;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The restaurants, as far as a screen must know them; a live view of their configuration. */
@FunctionalInterface
public interface Restaurants {

    /** What is known of the restaurant; one without configuration goes by its id, in English. */
    Greeting greeting(String restaurantId);

    /** True where an order is ready only when the expo says so. */
    default boolean expo(String restaurantId) {
        return greeting(restaurantId).expo();
    }

    /**
     * How a screen presents itself and its tickets.
     *
     * @param revision of the configuration; 0 where there is none
     */
    record Greeting(
            String restaurantId,
            long revision,
            String name,
            String language,
            @Nullable String timeZone,
            boolean expo,
            List<KitchenStation> stations,
            List<Course> courses,
            List<KitchenAgeing> ageing,
            List<Dish> menu) {

        public static Greeting unknown(String restaurantId) {
            return new Greeting(
                    restaurantId, 0, restaurantId, "en", null, false, List.of(), List.of(), List.of(), List.of());
        }

        public static Greeting of(RestaurantConfig config) {
            Kitchen kitchen = config.kitchen() == null ? Kitchen.PLAIN : config.kitchen();
            return new Greeting(
                    config.id(),
                    config.revision(),
                    config.name(),
                    config.language(),
                    config.timeZone(),
                    kitchen.expo(),
                    stations(kitchen, config.menu()),
                    kitchen.courses().stream()
                            .map(course -> Course.of(course, config.menu()))
                            .toList(),
                    kitchen.ageing(),
                    config.menu().items().stream()
                            .filter(item -> item.anyOf().isEmpty())
                            .map(item -> new Dish(item.id(), item.name(), item.available()))
                            .toList());
        }

        /** Those that are named, then those that only the menu mentions. */
        private static List<KitchenStation> stations(Kitchen kitchen, Menu menu) {
            Map<String, KitchenStation> stations = new LinkedHashMap<>();
            kitchen.stations().forEach(station -> stations.put(station.id(), station));
            menu.categories()
                    .forEach(category -> stations.putIfAbsent(
                            category.station(), new KitchenStation(category.station(), category.station())));
            return List.copyOf(stations.values());
        }
    }

    /** A course with the dishes that belong to it. */
    record Course(String id, String name, boolean held, List<String> items) {

        static Course of(KitchenCourse course, Menu menu) {
            List<String> items = menu.items().stream()
                    .filter(item -> course.categories().contains(item.category()))
                    .map(MenuItem::id)
                    .collect(Collectors.toList());
            return new Course(course.id(), course.name(), course.held(), items);
        }
    }

    /** A dish and whether there is any. */
    record Dish(String id, String name, boolean available) {}
}
