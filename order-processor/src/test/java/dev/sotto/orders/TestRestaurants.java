package dev.sotto.orders;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenAgeing;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.KitchenStation;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restaurant with two stations and a course that waits, and what is ordered there. */
public final class TestRestaurants {

    private TestRestaurants() {}

    public static RestaurantConfig restaurant(String id, long revision, String language, boolean expo) {
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, id),
                id,
                revision,
                "Chez Test",
                language,
                "EUR",
                "Europe/Paris",
                List.of(),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(
                        List.of(category("mains", "grill"), category("desserts", "cold")),
                        List.of(),
                        List.of(),
                        List.of(item("burger", "mains"), item("soup", "mains"), item("cake", "desserts"))),
                null,
                null,
                new Kitchen(
                        expo,
                        List.of(new KitchenStation("grill", "Grill"), new KitchenStation("cold", "Cold")),
                        List.of(
                                new KitchenCourse("mains", "Mains", List.of("mains"), false),
                                new KitchenCourse("desserts", "Desserts", List.of("desserts"), true)),
                        List.of(new KitchenAgeing("dine_in", 10, 20)),
                        List.of()));
    }

    public static RestaurantConfig of(String id, long revision) {
        return restaurant(id, revision, "en", false);
    }

    /** The menu with another price of one dish. */
    public static Menu priced(Menu menu, String itemId, long minor) {
        List<MenuItem> items = menu.items().stream()
                .map(item ->
                        item.id().equals(itemId) ? MenuItem.plain(itemId, item.name(), item.category(), minor) : item)
                .toList();
        return new Menu(menu.categories(), menu.ingredients(), menu.optionGroups(), items);
    }

    private static MenuCategory category(String id, String station) {
        return new MenuCategory(id, id, List.of(), station, List.of(), List.of());
    }

    public static MenuItem item(String id, String category) {
        return MenuItem.plain(id, id, category, 900);
    }

    public static OrderPlaced at(@Nullable String table, OrderLine... lines) {
        return new OrderPlaced(AudioSource.EARPIECE, table, null, null, "en", List.of(lines), 1900, "EUR");
    }

    /** A burger that somebody takes to the guest. */
    public static OrderPlaced brought(String address, String phone) {
        return new OrderPlaced(
                AudioSource.PHONE,
                null,
                phone,
                "Ada",
                "en",
                List.of(burger("1", null)),
                950,
                "EUR",
                "delivery",
                null,
                address);
    }

    public static OrderAmended amended(OrderLine... lines) {
        return new OrderAmended(List.of(lines), 1900);
    }

    public static OrderLine burger(String lineId, @Nullable String note) {
        OrderLine line = OrderLog.line(lineId, "burger", "grill");
        return new OrderLine(
                lineId, "burger", "Burger", "grill", 1, 950, 950, line.options(), line.added(), line.removed(), note);
    }

    public static OrderLine plain(String lineId, String item, String station) {
        return new OrderLine(lineId, item, item, station, 1, 950, 950, List.of(), List.of(), List.of(), null);
    }
}
