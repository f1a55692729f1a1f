package dev.sotto.schemas.restaurant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that can be ordered and every word for it; ids are unique in their list. */
public record Menu(
        List<MenuCategory> categories,
        List<Ingredient> ingredients,
        List<OptionGroup> optionGroups,
        List<MenuItem> items) {

    public Menu {
        categories = List.copyOf(categories);
        ingredients = List.copyOf(ingredients);
        optionGroups = List.copyOf(optionGroups);
        items = List.copyOf(items);
    }

    public Optional<MenuItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    public Optional<MenuCategory> category(String id) {
        return categories.stream().filter(category -> category.id().equals(id)).findFirst();
    }

    public Optional<Ingredient> ingredient(String id) {
        return ingredients.stream()
                .filter(ingredient -> ingredient.id().equals(id))
                .findFirst();
    }

    public Optional<OptionGroup> optionGroup(String id) {
        return optionGroups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    /** The choices of an item: those of its category, then its own. */
    public List<OptionGroup> optionGroupsOf(MenuItem item) {
        Stream<String> shared =
                category(item.category()).stream().flatMap(category -> category.optionGroups().stream());
        return Stream.concat(shared, item.optionGroups().stream())
                .distinct()
                .flatMap(id -> optionGroup(id).stream())
                .toList();
    }

    /** What may be added to an item: its own extras, then those of its category that it does not price itself. */
    public List<AllowedExtra> extrasOf(MenuItem item) {
        Stream<AllowedExtra> shared = category(item.category()).stream()
                .flatMap(category -> category.extras().stream())
                .filter(extra ->
                        item.extras().stream().noneMatch(own -> own.ingredient().equals(extra.ingredient())));
        return Stream.concat(item.extras().stream(), shared).toList();
    }

    /** The kitchen station that makes an item. */
    public String stationOf(MenuItem item) {
        return Optional.ofNullable(item.station())
                .or(() -> category(item.category()).map(MenuCategory::station))
                .orElse("");
    }
}
