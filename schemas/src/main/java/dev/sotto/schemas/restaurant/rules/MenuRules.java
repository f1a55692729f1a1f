package dev.sotto.schemas.restaurant.rules;

import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What single fields cannot show: ids written twice, references to nothing, items without a price. */
public final class MenuRules {

    /** The option group that stands for the sizes of an item; no other may be called so. */
    public static final String SIZE = "size";

    private final Menu menu;
    private final List<KitchenCourse> courses;
    private final Complaints problems;
    private final Set<String> categories;
    private final Set<String> ingredients;
    private final Set<String> groups;
    private final Set<String> items;

    public MenuRules(Menu menu, @Nullable Kitchen kitchen, Complaints problems) {
        this.menu = menu;
        this.courses = kitchen == null ? List.of() : kitchen.courses();
        this.problems = problems;
        this.categories = unique(menu.categories(), MenuCategory::id, "menu.categories");
        this.ingredients = unique(menu.ingredients(), Ingredient::id, "menu.ingredients");
        this.groups = unique(menu.optionGroups(), OptionGroup::id, "menu.optionGroups");
        this.items = unique(menu.items(), MenuItem::id, "menu.items");
    }

    /** Tells everything that is wrong. */
    public void check() {
        if (menu.items().isEmpty()) {
            problems.add("menu.items", "sells nothing", "add at least one item");
        }
        each(menu.categories(), "menu.categories", this::category);
        each(menu.ingredients(), "menu.ingredients", (ingredient, at) -> {
            refer(ingredient.anyOf(), ingredients, at + ".anyOf", "ingredient");
            refer(ingredient.allOf(), ingredients, at + ".allOf", "ingredient");
        });
        each(menu.optionGroups(), "menu.optionGroups", this::optionGroup);
        each(menu.items(), "menu.items", this::item);
        each(
                courses,
                "kitchen.courses",
                (course, at) -> refer(course.categories(), categories, at + ".categories", "category"));
        unique(courses, KitchenCourse::id, "kitchen.courses");
    }

    private void category(MenuCategory category, String at) {
        refer(category.optionGroups(), groups, at + ".optionGroups", "option group");
        extras(category.extras(), at);
    }

    private void optionGroup(OptionGroup group, String at) {
        Set<String> values = unique(group.values(), OptionValue::id, at + ".values");
        if (values.isEmpty()) {
            problems.add(at + ".values", "offers no choice", "add at least one value");
        }
        refer(group.defaults(), values, at + ".defaults", "value");
        if (!group.multiple() && group.defaults().size() > 1) {
            problems.add(
                    at + ".defaults", "names several values of a single choice", "keep one, or set multiple: true");
        }
        if (group.atMost() != null && !group.multiple()) {
            problems.add(at + ".atMost", "only makes sense for a multiple choice", "set multiple: true or remove it");
        }
        each(group.values(), at + ".values", (value, valueAt) -> {
            refer(value.anyOf(), values, valueAt + ".anyOf", "value");
            refer(value.allOf(), values, valueAt + ".allOf", "value");
            String item = value.item();
            refer(item == null ? List.of() : List.of(item), items, valueAt + ".item", "item");
        });
    }

    private void item(MenuItem item, String at) {
        refer(List.of(item.category()), categories, at + ".category", "category");
        refer(item.optionGroups(), groups, at + ".optionGroups", "option group");
        refer(item.ingredients(), ingredients, at + ".ingredients", "ingredient");
        refer(item.anyOf(), items, at + ".anyOf", "item");
        extras(item.extras(), at);
        boolean hasSizeGroup =
                menu.optionGroupsOf(item).stream().anyMatch(group -> group.id().equals(SIZE));
        if (!item.sizes().isEmpty() && hasSizeGroup) {
            problems.add(at + ".sizes", "are given beside an option group that is called size", "keep one of them");
        }
        Set<String> sizes = unique(item.sizes(), MenuSize::id, at + ".sizes");
        if (item.defaultSize() != null) {
            refer(List.of(item.defaultSize()), sizes, at + ".defaultSize", "size");
        }
        boolean generic = !item.anyOf().isEmpty();
        if (!generic && item.priceMinor() == null && item.sizes().isEmpty()) {
            problems.add(at + ".price", "is missing", "add price: \"8.50\", or sizes that each have a price");
        }
        if (item.priceMinor() != null && !item.sizes().isEmpty()) {
            problems.add(at + ".price", "is given beside the prices of the sizes", "keep the prices of the sizes");
        }
    }

    private void extras(List<AllowedExtra> extras, String at) {
        unique(extras, AllowedExtra::ingredient, at + ".extras");
        Set<String> addable = new HashSet<>(ingredients);
        addable.addAll(items);
        refer(extras.stream().map(AllowedExtra::ingredient).toList(), addable, at + ".extras", "ingredient or item");
    }

    private void refer(List<String> references, Set<String> known, String at, String kind) {
        for (int index = 0; index < references.size(); index++) {
            String reference = references.get(index);
            if (!known.contains(reference)) {
                String field = references.size() > 1 ? at + "[" + index + "]" : at;
                problems.add(field, "there is no " + kind + " \"" + reference + "\"", Suggestion.of(reference, known));
            }
        }
    }

    private <T> Set<String> unique(Collection<T> entries, Function<T, String> id, String at) {
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (T entry : entries) {
            if (!seen.add(id.apply(entry))) {
                problems.add(
                        at + "[" + index + "].id", "\"" + id.apply(entry) + "\" is used twice", "ids must be unique");
            }
            index++;
        }
        return seen;
    }

    private static <T> void each(List<T> entries, String at, Check<T> check) {
        for (int index = 0; index < entries.size(); index++) {
            check.check(entries.get(index), at + "[" + index + "]");
        }
    }

    private interface Check<T> {
        void check(T entry, String at);
    }
}
