package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import java.util.Map;

/** A small menu with sizes, options, extras and a dish no English dictionary knows. */
final class TestMenu {
    private TestMenu() {}

    static RestaurantConfig diner(String id, String language) {
        List<MenuItem> items = List.of(
                item("cheeseburger", "Cheeseburger", "burgers", List.of()),
                item("veggie-burger", "Veggie burger", "burgers", List.of()),
                item("cacio", "Tagliatelle cacio e pepe", "pasta", List.of()),
                item("lemonade", "Lemonade", "drinks", List.of(size("small", "Small"), size("large", "Large"))));
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, id),
                id,
                1,
                "Diner",
                language,
                "EUR",
                "Europe/Paris",
                List.of(),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(50, 50, null),
                new Menu(
                        List.of(category("burgers", "Burger"), category("pasta", "Pasta"), category("drinks", "Drink")),
                        List.of(ingredient("onions", "Onions"), ingredient("bacon", "Bacon")),
                        List.of(cooking()),
                        items),
                null,
                null,
                null);
    }

    private static MenuItem item(String id, String name, String category, List<MenuSize> sizes) {
        boolean burger = category.equals("burgers");
        return new MenuItem(
                id,
                name,
                List.of(),
                category,
                null,
                null,
                900L,
                sizes,
                null,
                burger ? List.of("cooking") : List.of(),
                burger ? List.of("onions") : List.of(),
                burger ? List.of(new AllowedExtra("bacon", 100, 2, Map.of())) : List.of(),
                List.of(),
                List.of(),
                null,
                true,
                false,
                List.of(),
                null);
    }

    private static MenuSize size(String id, String name) {
        return new MenuSize(id, name, List.of(), 300, true);
    }

    private static MenuCategory category(String id, String name) {
        return new MenuCategory(id, name, List.of(), "kitchen", List.of(), List.of());
    }

    private static Ingredient ingredient(String id, String name) {
        return new Ingredient(id, name, List.of(), List.of(), List.of(), List.of(), true);
    }

    private static OptionGroup cooking() {
        OptionValue wellDone =
                new OptionValue("well-done", "Well done", List.of(), 0, List.of(), List.of(), true, null, Map.of());
        return new OptionGroup("cooking", "Cooking", List.of(), false, false, null, List.of(), List.of(wellDone));
    }
}
