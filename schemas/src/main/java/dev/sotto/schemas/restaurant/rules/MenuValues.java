package dev.sotto.schemas.restaurant.rules;

import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a menu that comes as records has never been asked: whether each single field of it can be one. */
public final class MenuValues {

    /** A price no dish has; anything above is a slip of the decimal point. */
    public static final long MOST_MINOR = 100_000_000;

    public static final int LONGEST_TEXT = 500;
    private static final int WHOLE_BASIS_POINTS = 10_000;
    private static final int MOST_ENTRIES = 5_000;

    private final Menu menu;
    private final Complaints problems;

    public MenuValues(Menu menu, Complaints problems) {
        this.menu = menu;
        this.problems = problems;
    }

    /** Tells everything that is wrong. */
    public void check() {
        each(menu.categories(), "menu.categories", this::category);
        each(menu.ingredients(), "menu.ingredients", this::ingredient);
        each(menu.optionGroups(), "menu.optionGroups", this::optionGroup);
        each(menu.items(), "menu.items", this::item);
    }

    private void category(MenuCategory category, String at) {
        // The category of items that are of no kind is known by its empty id and never said.
        if (!"".equals(category.id())) {
            named(category.id(), category.name(), at);
        }
        texts(category.synonyms(), at + ".synonyms");
        text(category.station(), at + ".station");
        each(category.extras(), at + ".extras", this::extra);
        tax(category.taxBasisPoints(), at);
    }

    private void ingredient(Ingredient ingredient, String at) {
        named(ingredient.id(), ingredient.name(), at);
        texts(ingredient.synonyms(), at + ".synonyms");
        texts(ingredient.allergens(), at + ".allergens");
    }

    private void optionGroup(OptionGroup group, String at) {
        named(group.id(), group.name(), at);
        texts(group.synonyms(), at + ".synonyms");
        each(group.values(), at + ".values", this::value);
    }

    private void value(OptionValue value, String at) {
        text(value.id(), at + ".id");
        if (value.item() == null) {
            text(value.name(), at + ".name");
        }
        texts(value.synonyms(), at + ".synonyms");
        price(value.priceMinor(), at + ".priceMinor");
        value.sizePrices().forEach((size, price) -> price(price, at + ".sizePrices." + size));
    }

    private void item(MenuItem item, String at) {
        named(item.id(), item.name(), at);
        texts(item.synonyms(), at + ".synonyms");
        texts(item.allergens(), at + ".allergens");
        if (item.category() == null) {
            problems.add(at + ".category", "is missing", "name one of the categories");
        }
        String description = item.description();
        if (description != null && description.length() > LONGEST_TEXT) {
            problems.add(at + ".description", "is longer than " + LONGEST_TEXT + " characters", "shorten it");
        }
        Long price = item.priceMinor();
        if (price != null) {
            price(price, at + ".priceMinor");
        }
        Integer most = item.maxQuantity();
        if (most != null && most < 1) {
            problems.add(at + ".maxQuantity", "must be a whole number from 1, not " + most, "");
        }
        tax(item.taxBasisPoints(), at);
        each(item.sizes(), at + ".sizes", this::size);
        each(item.extras(), at + ".extras", this::extra);
    }

    private void size(MenuSize size, String at) {
        named(size.id(), size.name(), at);
        texts(size.synonyms(), at + ".synonyms");
        price(size.priceMinor(), at + ".priceMinor");
    }

    private void extra(AllowedExtra extra, String at) {
        text(extra.ingredient(), at + ".ingredient");
        price(extra.priceMinor(), at + ".priceMinor");
        if (extra.atMost() < 1) {
            problems.add(at + ".atMost", "must be a whole number from 1, not " + extra.atMost(), "");
        }
        extra.sizePrices().forEach((size, price) -> price(price, at + ".sizePrices." + size));
    }

    private void named(@Nullable String id, @Nullable String name, String at) {
        text(id, at + ".id");
        text(name, at + ".name");
    }

    private void texts(List<String> texts, String at) {
        each(texts, at, this::text);
    }

    private void text(@Nullable String text, String at) {
        if (text == null || text.isBlank()) {
            problems.add(at, text == null ? "is missing" : "is empty", "write some text");
        } else if (text.length() > LONGEST_TEXT) {
            problems.add(at, "is longer than " + LONGEST_TEXT + " characters", "shorten it");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(at, "holds a control character", "write it anew");
        }
    }

    private void tax(@Nullable Integer basisPoints, String at) {
        if (basisPoints != null && (basisPoints < 0 || basisPoints >= WHOLE_BASIS_POINTS)) {
            problems.add(
                    at + ".taxBasisPoints",
                    "must be 0 to 9999 hundredths of a percent, not " + basisPoints,
                    "5.5 % is 550");
        }
    }

    private void price(long minor, String at) {
        if (minor < 0 || minor > MOST_MINOR) {
            problems.add(at, "must be between 0 and " + MOST_MINOR + " minor units, not " + minor, "8.50 is 850");
        }
    }

    private <T> void each(List<T> entries, String at, Check<T> check) {
        if (entries.size() > MOST_ENTRIES) {
            problems.add(at, "holds more than " + MOST_ENTRIES + " entries", "");
            return;
        }
        for (int index = 0; index < entries.size(); index++) {
            check.check(entries.get(index), at + "[" + index + "]");
        }
    }

    private interface Check<T> {
        void check(T entry, String at);
    }
}
