package dev.sotto.speech;

import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechContext.Dish;
import java.util.List;
import java.util.stream.Stream;

/** What can be said about a restaurant's menu: every name and synonym, with what belongs to each dish. */
final class MenuSpeech {
    /** The name of a whole category ("a pizza", "a juice") is said now and then, and asks which one. */
    private static final double CATEGORY_WEIGHT = 0.7;

    private MenuSpeech() {}

    static SpeechContext of(RestaurantConfig restaurant) {
        Menu menu = restaurant.menu();
        Stream<Dish> items = menu.items().stream().map(item -> dish(menu, item));
        Stream<Dish> categories = menu.categories().stream().map(category -> dish(menu, category));
        return new SpeechContext(
                restaurant.id() + "@" + restaurant.revision() + "-" + Integer.toHexString(menu.hashCode()),
                restaurant.language(),
                Stream.concat(items, categories).toList(),
                List.of());
    }

    private static Dish dish(Menu menu, MenuItem item) {
        Stream<String> sizes = item.sizes().stream().flatMap(size -> names(size.name(), size.synonyms()));
        Stream<String> parts = item.ingredients().stream().flatMap(id -> ingredient(menu, id));
        return new Dish(
                names(item.name(), item.synonyms()).toList(),
                sizes.toList(),
                options(menu.optionGroupsOf(item).stream()),
                extras(menu, menu.extrasOf(item).stream()),
                parts.toList(),
                1);
    }

    private static Dish dish(Menu menu, MenuCategory category) {
        Stream<OptionGroup> groups =
                category.optionGroups().stream().map(menu::optionGroup).flatMap(group -> group.stream());
        Stream<String> sizes = menu.items().stream()
                .filter(item -> item.category().equals(category.id()))
                .flatMap(item -> item.sizes().stream())
                .flatMap(size -> names(size.name(), size.synonyms()));
        return new Dish(
                names(category.name(), category.synonyms()).toList(),
                sizes.distinct().toList(),
                options(groups),
                extras(menu, category.extras().stream()),
                List.of(),
                CATEGORY_WEIGHT);
    }

    private static List<String> options(Stream<OptionGroup> groups) {
        return groups.flatMap(group -> group.values().stream())
                .flatMap(value -> names(value.name(), value.synonyms()))
                .distinct()
                .toList();
    }

    private static List<String> extras(Menu menu, Stream<AllowedExtra> extras) {
        return extras.flatMap(extra -> ingredient(menu, extra.ingredient()))
                .distinct()
                .toList();
    }

    private static Stream<String> ingredient(Menu menu, String id) {
        return menu.ingredient(id).stream().flatMap(ingredient -> names(ingredient.name(), ingredient.synonyms()));
    }

    private static Stream<String> names(String name, List<String> synonyms) {
        return Stream.concat(Stream.of(name), synonyms.stream());
    }
}
