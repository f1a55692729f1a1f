package dev.sotto.dialogue.menu;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.rules.MenuRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The menu as it is asked while a guest speaks: what an item is made of, what may be chosen for it and added to it. */
public final class Carte {
    /** What was asked for where a line names only a kind of dish; no option group of a menu may have this id. */
    public static final String KIND = "item";

    /** What a line leaves open of which only one half was named; it is no id that a menu can have. */
    public static final String HALF = "other half";

    /** Sizes answer like any other choice; no option group of a menu may have this id. */
    public static final String SIZE = MenuRules.SIZE;

    private final RestaurantConfig config;
    private final Map<String, Dish> dishes = new HashMap<>();
    private final Map<String, Ingredient> ingredients = new HashMap<>();
    private final Map<String, MenuCategory> categories = new HashMap<>();

    public Carte(RestaurantConfig config) {
        this.config = config;
        config.menu().ingredients().forEach(ingredient -> ingredients.put(ingredient.id(), ingredient));
        config.menu().categories().forEach(category -> categories.put(category.id(), category));
        config.menu().items().forEach(item -> dishes.put(item.id(), dish(item)));
    }

    private record Dish(
            MenuItem item, List<OptionGroup> groups, Set<String> recipe, Map<String, AllowedExtra> extras) {}

    public RestaurantConfig config() {
        return config;
    }

    public Optional<MenuItem> item(String itemId) {
        return Optional.ofNullable(dishes.get(itemId)).map(Dish::item);
    }

    public Optional<Ingredient> ingredient(String ingredientId) {
        return Optional.ofNullable(ingredients.get(ingredientId));
    }

    public Optional<MenuCategory> category(String categoryId) {
        return Optional.ofNullable(categories.get(categoryId));
    }

    /** Real items of a category that can be ordered now. */
    public List<MenuItem> availableIn(String categoryId) {
        return config.menu().items().stream()
                .filter(item -> item.category().equals(categoryId)
                        && item.available()
                        && item.anyOf().isEmpty())
                .toList();
    }

    /** The choices of an item, its size first. */
    public List<OptionGroup> groups(String itemId) {
        Dish dish = dishes.get(itemId);
        return dish == null ? List.of() : dish.groups();
    }

    public Optional<OptionGroup> group(String itemId, String groupId) {
        return groups(itemId).stream()
                .filter(group -> group.id().equals(groupId))
                .findFirst();
    }

    public Optional<OptionValue> value(String itemId, String groupId, String valueId) {
        return group(itemId, groupId).flatMap(group -> group.value(valueId));
    }

    public boolean recipeHolds(String itemId, String ingredientId) {
        Dish dish = dishes.get(itemId);
        return dish != null && dish.recipe().contains(ingredientId);
    }

    public @Nullable AllowedExtra extra(String itemId, String ingredientId) {
        Dish dish = dishes.get(itemId);
        return dish == null ? null : dish.extras().get(ingredientId);
    }

    /** Whether the recipe of an item holds an ingredient or it may be added; for an allOf word, any of what it means. */
    public boolean allows(String itemId, String ingredientId) {
        return recipeHolds(itemId, ingredientId)
                || extra(itemId, ingredientId) != null
                || ingredient(ingredientId).stream()
                        .flatMap(whole -> whole.allOf().stream())
                        .anyMatch(part -> allows(itemId, part));
    }

    /** Whether an ingredient, or an item that is served with another, can be had now. */
    public boolean isAvailable(String id) {
        return ingredient(id)
                .map(Ingredient::available)
                .or(() -> item(id).map(MenuItem::available))
                .orElse(true);
    }

    /** What an ingredient or item is called; its id where there is none. */
    public String nameOf(String id) {
        return ingredient(id)
                .map(Ingredient::name)
                .or(() -> item(id).map(MenuItem::name))
                .orElse(id);
    }

    public int mostOf(String itemId) {
        Integer own = item(itemId).map(MenuItem::maxQuantity).orElse(null);
        int usual = config.limits().quantityPerLine();
        return own == null ? usual : Math.min(own, usual);
    }

    /** The first choice that has to be asked about before this line can be made. */
    public Optional<OptionGroup> missing(DraftLine line) {
        return groups(line.itemId()).stream()
                .filter(group -> group.required() && group.defaults().isEmpty())
                .filter(group ->
                        line.options().getOrDefault(group.id(), List.of()).isEmpty())
                .findFirst();
    }

    /** What a line leaves open that names only a kind of dish, "a pizza"; null where it names one. */
    public @Nullable MenuItem generic(DraftLine line) {
        return item(line.itemId()).filter(item -> !item.anyOf().isEmpty()).orElse(null);
    }

    /** "Half queen", and nothing of the other half. */
    public static boolean lacksHalf(DraftLine line) {
        return line.parts().size() == 1 && line.parts().getFirst().itemId() != null;
    }

    /** What the other half may be. */
    public List<String> otherHalves(DraftLine line) {
        String category = item(line.itemId()).map(MenuItem::category).orElse("");
        return availableIn(category).stream()
                .filter(MenuItem::halves)
                .map(MenuItem::id)
                .filter(id -> !id.equals(line.itemId()))
                .toList();
    }

    /** The dishes of a kind that can be had now. */
    public List<String> kinds(MenuItem generic) {
        return generic.anyOf().stream().filter(this::isAvailable).toList();
    }

    /** Price of one piece of this size before options; where it does not come in this size, of one piece. */
    static long priceOf(MenuItem item, String size) {
        return item.sizes().stream()
                .filter(one -> one.id().equals(size))
                .mapToLong(MenuSize::priceMinor)
                .findFirst()
                .orElseGet(() -> basePrice(item));
    }

    private Dish dish(MenuItem item) {
        List<OptionGroup> groups = new ArrayList<>();
        if (!item.sizes().isEmpty()) {
            groups.add(sizes(item));
        }
        groups.addAll(config.menu().optionGroupsOf(item));
        Map<String, AllowedExtra> extras = new HashMap<>();
        config.menu().extrasOf(item).forEach(extra -> extras.put(extra.ingredient(), extra));
        return new Dish(item, List.copyOf(groups), new HashSet<>(item.ingredients()), extras);
    }

    private OptionGroup sizes(MenuItem item) {
        long base = basePrice(item);
        List<OptionValue> values = item.sizes().stream()
                .map(size -> new OptionValue(
                        size.id(),
                        size.name(),
                        size.synonyms(),
                        size.priceMinor() - base,
                        List.of(),
                        List.of(),
                        size.available(),
                        null,
                        Map.of()))
                .toList();
        String name = config.language().equals("fr") ? "taille" : "size";
        String usual = item.defaultSize();
        List<String> defaults = usual == null ? List.of() : List.of(usual);
        return new OptionGroup(SIZE, name, List.of(), false, usual == null, null, defaults, values);
    }

    /** Price of one piece before options: of the cheapest size where sizes have the prices. */
    static long basePrice(MenuItem item) {
        Long own = item.priceMinor();
        return own != null
                ? own
                : item.sizes().stream().mapToLong(MenuSize::priceMinor).min().orElse(0);
    }
}
