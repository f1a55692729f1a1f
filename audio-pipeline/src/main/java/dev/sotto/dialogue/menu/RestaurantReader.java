package dev.sotto.dialogue.menu;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OpeningHours;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Turns the fields of a restaurant's file into the wire record, noting every field that cannot be one. */
final class RestaurantReader {
    static final String TOPIC = "restaurants.config";
    private static final int USUAL_QUANTITY = 20;
    private static final int USUAL_LINES = 40;
    private static final int USUAL_PORTIONS = 3;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private final Problems problems;
    private int decimals = 2;

    RestaurantReader(Problems problems) {
        this.problems = problems;
    }

    RestaurantConfig read(Fields fields) {
        String id = fields.text("id");
        if (!id.isEmpty() && !id.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            problems.add("id", "must be small letters, digits and dashes, not \"" + id + "\"", "");
        }
        int revision = fields.count("revision", 1);
        String name = fields.text("name");
        String language = oneOf(fields, "language", LANGUAGES);
        String currency = currency(fields);
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
                fields.list("openingHours", this::openingHours),
                fields.textOrNull("greeting"),
                fields.textOrNull("voice"),
                fields.countOrNull("preparationMinutes"),
                Objects.requireNonNullElseGet(
                        fields.mappingOrNull("limits", this::limits),
                        () -> new OrderLimits(USUAL_QUANTITY, USUAL_LINES, null)),
                menu(fields),
                fields.mappingOrNull("telephony", new TelephonyReader(problems)::read));
    }

    private Menu menu(Fields fields) {
        if (!fields.has("menu")) {
            problems.add("menu", "is missing", "add menu: with categories and items");
        }
        return Objects.requireNonNullElseGet(
                fields.mappingOrNull("menu", this::menuFields),
                () -> new Menu(List.of(), List.of(), List.of(), List.of()));
    }

    private Menu menuFields(Fields fields) {
        return new Menu(
                fields.list("categories", this::category),
                fields.list("ingredients", this::ingredient),
                fields.list("optionGroups", this::optionGroup),
                fields.list("items", this::item));
    }

    private MenuCategory category(Fields fields) {
        String station = fields.textOrNull("station");
        return new MenuCategory(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                station == null ? "kitchen" : station,
                fields.texts("optionGroups"),
                extras(fields));
    }

    private Ingredient ingredient(Fields fields) {
        return new Ingredient(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                fields.texts("allergens"),
                fields.texts("anyOf"),
                fields.texts("allOf"),
                fields.flag("available", true));
    }

    private OptionGroup optionGroup(Fields fields) {
        return new OptionGroup(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                fields.flag("multiple", false),
                fields.flag("required", false),
                fields.countOrNull("atMost"),
                fields.texts("defaults"),
                fields.list("values", this::optionValue));
    }

    private OptionValue optionValue(Fields fields) {
        return new OptionValue(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                fields.money("price", decimals),
                fields.texts("anyOf"),
                fields.texts("allOf"),
                fields.flag("available", true));
    }

    private MenuItem item(Fields fields) {
        return new MenuItem(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                fields.text("category"),
                fields.textOrNull("station"),
                fields.textOrNull("description"),
                fields.moneyOrNull("price", decimals),
                fields.list("sizes", this::size),
                fields.textOrNull("defaultSize"),
                fields.texts("optionGroups"),
                fields.texts("ingredients"),
                extras(fields),
                fields.texts("anyOf"),
                fields.texts("allergens"),
                fields.countOrNull("maxQuantity"),
                fields.flag("available", true));
    }

    private MenuSize size(Fields fields) {
        if (!fields.has("price") && !fields.has("priceMinor")) {
            problems.add(fields.at("price"), "is missing: a size has its whole price", "add price: \"8.50\"");
        }
        return new MenuSize(
                fields.text("id"),
                fields.text("name"),
                fields.texts("synonyms"),
                fields.money("price", decimals),
                fields.flag("available", true));
    }

    private List<AllowedExtra> extras(Fields fields) {
        return fields.listOrWords(
                "extras",
                extra -> new AllowedExtra(
                        extra.text("ingredient"),
                        extra.money("price", decimals),
                        extra.count("atMost", USUAL_PORTIONS)),
                ingredient -> new AllowedExtra(ingredient, 0, USUAL_PORTIONS));
    }

    private OrderLimits limits(Fields fields) {
        return new OrderLimits(
                fields.count("quantityPerLine", USUAL_QUANTITY),
                fields.count("linesPerOrder", USUAL_LINES),
                fields.moneyOrNull("total", decimals));
    }

    private String currency(Fields fields) {
        String code = fields.text("currency");
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
        String zone = fields.text("timeZone");
        try {
            return zone.isEmpty() ? zone : ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            problems.add(
                    "timeZone",
                    "must be a time zone, not \"" + zone + "\"",
                    Problems.suggest(zone, ZoneId.getAvailableZoneIds()));
            return zone;
        }
    }

    private OpeningHours openingHours(Fields fields) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String written : fields.texts("days")) {
            days.addAll(days(fields, written));
        }
        if (days.isEmpty()) {
            problems.add(fields.at("days"), "names no day", "write days: [monday, tuesday] or days: tue-sun");
        }
        return new OpeningHours(days, time(fields, "opens"), time(fields, "closes"));
    }

    private List<DayOfWeek> days(Fields fields, String written) {
        List<DayOfWeek> ends = new ArrayList<>();
        for (String word : written.split("\\s*-\\s*", 2)) {
            String wanted = word.toUpperCase(Locale.ROOT);
            Arrays.stream(DayOfWeek.values())
                    .filter(day -> wanted.length() >= 3 && day.name().startsWith(wanted))
                    .findFirst()
                    .ifPresentOrElse(
                            ends::add,
                            () -> problems.add(
                                    fields.at("days"), "\"" + word + "\" is not a day", "such as monday, or tue-sun"));
        }
        if (ends.size() < 2) {
            return ends;
        }
        List<DayOfWeek> span = new ArrayList<>();
        for (DayOfWeek day = ends.getFirst(); day != ends.getLast(); day = day.plus(1)) {
            span.add(day);
        }
        span.add(ends.getLast());
        return span;
    }

    private String time(Fields fields, String key) {
        String written = fields.text(key);
        if (!written.isEmpty() && !written.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
            problems.add(fields.at(key), "must be a time such as \"11:30\", not \"" + written + "\"", "");
        }
        return written;
    }

    private String oneOf(Fields fields, String key, Set<String> allowed) {
        String value = fields.text(key);
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
