package dev.sotto.dialogue.menu;

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
import dev.sotto.schemas.restaurant.rules.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the fields of a restaurant's file into the wire record, noting every field that cannot be one. */
final class RestaurantReader {
    static final String TOPIC = "restaurants.config";
    private static final int USUAL_QUANTITY = 20;
    private static final int USUAL_LINES = 40;
    private static final int USUAL_PORTIONS = 3;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");
    private static final String USUAL_STATION = "kitchen";
    /** Of items that are of no kind; nobody can ask for it, because it has no name. */
    private static final String NO_CATEGORY = "";

    private final Problems problems;
    private final boolean menuOnly;
    private final HoursReader hours;
    private final TaxReader tax;
    private int decimals = 2;

    /** @param menuOnly true where only understanding is wanted: what a running restaurant needs besides may be missing */
    RestaurantReader(Problems problems, boolean menuOnly) {
        this.problems = problems;
        this.menuOnly = menuOnly;
        this.hours = new HoursReader(problems);
        this.tax = new TaxReader(problems);
    }

    RestaurantConfig read(Fields fields) {
        String id = fields.text("id", menuOnly ? "menu" : null);
        if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            problems.add("id", "must be small letters, digits and dashes, not \"" + id + "\"", "");
        }
        int revision = fields.count("revision", 1);
        String name = fields.text("name", menuOnly ? "Menu" : null);
        String language = oneOf(fields, "language", LANGUAGES);
        String currency = currency(fields);
        Menu menu = menu(fields);
        Envelope envelope = new Envelope(TOPIC, id, id + "/" + revision, Instant.EPOCH);
        return new RestaurantConfig(
                envelope,
                id,
                revision,
                name,
                language,
                currency,
                timeZone(fields),
                fields.texts("phoneNumbers"),
                fields.list("openingHours", hours::read),
                fields.textOrNull("greeting"),
                fields.textOrNull("voice"),
                fields.countOrNull("preparationMinutes"),
                Objects.requireNonNullElseGet(
                        fields.mappingOrNull("limits", this::limits),
                        () -> new OrderLimits(USUAL_QUANTITY, USUAL_LINES, null)),
                menu,
                fields.mappingOrNull("telephony", new TelephonyReader(problems)::read),
                fields.mappingOrNull("counter", new CounterReader(problems, menu.items())::read),
                fields.mappingOrNull("kitchen", new KitchenReader(problems)::read),
                tax.read(fields));
    }

    private Menu menu(Fields fields) {
        if (!fields.has("menu") && menuOnly && fields.has("items")) {
            return menuFields(fields);
        }
        if (!fields.has("menu")) {
            problems.add("menu", "is missing", "add menu: with categories and items");
        }
        return Objects.requireNonNullElseGet(
                fields.mappingOrNull("menu", this::menuFields),
                () -> new Menu(List.of(), List.of(), List.of(), List.of()));
    }

    private Menu menuFields(Fields fields) {
        List<MenuCategory> categories = fields.listOrWords("categories", this::category, RestaurantReader::category);
        List<Ingredient> ingredients =
                fields.listOrWords("ingredients", this::ingredient, RestaurantReader::ingredient);
        List<OptionGroup> groups = fields.list("optionGroups", this::optionGroup);
        List<MenuItem> items = fields.list("items", this::item);
        if (items.stream().anyMatch(item -> item.category().equals(NO_CATEGORY))) {
            categories = new ArrayList<>(categories);
            categories.add(new MenuCategory(NO_CATEGORY, "", List.of(), USUAL_STATION, List.of(), List.of()));
        }
        return new Menu(categories, ingredients, ComboNames.given(groups, items), items);
    }

    private static MenuCategory category(String word) {
        return new MenuCategory(word, word, List.of(), USUAL_STATION, List.of(), List.of());
    }

    private static Ingredient ingredient(String word) {
        return new Ingredient(word, word, List.of(), List.of(), List.of(), List.of(), true);
    }

    private MenuCategory category(Fields fields) {
        String station = fields.textOrNull("station");
        return new MenuCategory(
                fields.text("id"),
                name(fields),
                fields.texts("synonyms"),
                station == null ? USUAL_STATION : station,
                fields.texts("optionGroups"),
                extras(fields),
                tax.read(fields));
    }

    private Ingredient ingredient(Fields fields) {
        return new Ingredient(
                fields.text("id"),
                name(fields),
                fields.texts("synonyms"),
                fields.texts("allergens"),
                fields.texts("anyOf"),
                fields.texts("allOf"),
                fields.flag("available", true));
    }

    private OptionGroup optionGroup(Fields fields) {
        return new OptionGroup(
                fields.text("id"),
                name(fields),
                fields.texts("synonyms"),
                fields.flag("multiple", false),
                fields.flag("required", false),
                fields.countOrNull("atMost"),
                fields.texts("defaults"),
                fields.listOrWords("values", this::optionValue, RestaurantReader::optionValue));
    }

    private static OptionValue optionValue(String word) {
        return new OptionValue(word, word, List.of(), 0, List.of(), List.of(), true, null, Map.of());
    }

    private OptionValue optionValue(Fields fields) {
        String item = fields.textOrNull("item");
        return new OptionValue(
                fields.text("id", item),
                item == null ? name(fields) : fields.text("name", ""),
                fields.texts("synonyms"),
                fields.money("price", decimals),
                fields.texts("anyOf"),
                fields.texts("allOf"),
                fields.flag("available", true),
                item,
                fields.moneyBy("sizePrices", decimals));
    }

    private MenuItem item(Fields fields) {
        return new MenuItem(
                fields.text("id"),
                name(fields),
                fields.texts("synonyms"),
                fields.text("category", NO_CATEGORY),
                fields.textOrNull("station"),
                fields.textOrNull("description"),
                price(fields),
                fields.listOrWords("sizes", this::size, this::size),
                fields.textOrNull("defaultSize"),
                fields.texts("optionGroups"),
                fields.texts("ingredients"),
                extras(fields),
                fields.texts("anyOf"),
                fields.texts("allergens"),
                fields.countOrNull("maxQuantity"),
                fields.flag("available", true),
                fields.flag("halves", false),
                fields.list("served", hours::read),
                tax.read(fields));
    }

    private MenuSize size(Fields fields) {
        if (!menuOnly && !fields.has("price") && !fields.has("priceMinor")) {
            problems.add(fields.at("price"), "is missing: a size has its whole price", "add price: \"8.50\"");
        }
        return new MenuSize(
                fields.text("id"),
                name(fields),
                fields.texts("synonyms"),
                fields.money("price", decimals),
                fields.flag("available", true));
    }

    private MenuSize size(String word) {
        if (!menuOnly) {
            problems.add(
                    "menu.items", "has a size without a price: " + word, "write {id: " + word + ", price: \"8.50\"}");
        }
        return new MenuSize(word, word, List.of(), 0, true);
    }

    /** Null where every size has its own price; a price that only understanding would not miss is zero. */
    private @Nullable Long price(Fields fields) {
        Long price = fields.moneyOrNull("price", decimals);
        boolean needed = menuOnly && !fields.has("sizes") && !fields.has("anyOf");
        return price == null && needed ? Long.valueOf(0) : price;
    }

    /** An id is a name too, where no better one is given. */
    private String name(Fields fields) {
        String id = menuOnly ? fields.textOrNull("id") : null;
        return fields.text("name", id == null ? null : id.replace('-', ' ').replace('_', ' '));
    }

    private List<AllowedExtra> extras(Fields fields) {
        return fields.listOrWords(
                "extras",
                extra -> new AllowedExtra(
                        extra.text("ingredient"),
                        extra.money("price", decimals),
                        extra.count("atMost", USUAL_PORTIONS),
                        extra.moneyBy("sizePrices", decimals)),
                ingredient -> new AllowedExtra(ingredient, 0, USUAL_PORTIONS, Map.of()));
    }

    private OrderLimits limits(Fields fields) {
        return new OrderLimits(
                fields.count("quantityPerLine", USUAL_QUANTITY),
                fields.count("linesPerOrder", USUAL_LINES),
                fields.moneyOrNull("total", decimals));
    }

    private String currency(Fields fields) {
        String code = fields.text("currency", menuOnly ? "EUR" : null);
        try {
            decimals = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            if (!code.isEmpty()) {
                problems.add("currency", "must be an ISO 4217 code, not \"" + code + "\"", "such as EUR, USD, GBP");
            }
        }
        return code;
    }

    private String timeZone(Fields fields) {
        String zone = fields.text("timeZone", menuOnly ? "UTC" : null);
        try {
            return zone.isEmpty() ? zone : ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            problems.add(
                    "timeZone",
                    "must be a time zone, not \"" + zone + "\"",
                    Suggestion.of(zone, ZoneId.getAvailableZoneIds()));
            return zone;
        }
    }

    private String oneOf(Fields fields, String key, Set<String> allowed) {
        String value = fields.text(key, menuOnly ? "en" : null);
        if (!value.isEmpty() && !allowed.contains(value)) {
            problems.add(
                    fields.at(key),
                    "must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()),
                    "");
        }
        return value;
    }
}
