package dev.sotto.dialogue.menu;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.RemovedIngredient;
import dev.sotto.schemas.restaurant.AllowedExtra;
import dev.sotto.schemas.restaurant.Ingredient;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rings up a draft: the only place where a line gets a price, and the price is always the menu's. */
public final class Till {
    private Till() {}

    /** The lines with prices; a line whose item has left the menu is left out. */
    public static List<OrderLine> ring(Carte carte, List<DraftLine> lines) {
        return lines.stream().flatMap(line -> ring(carte, line).stream()).toList();
    }

    public static long total(List<OrderLine> lines) {
        return lines.stream().mapToLong(OrderLine::totalMinor).sum();
    }

    private static Optional<OrderLine> ring(Carte carte, DraftLine line) {
        return carte.item(line.itemId()).map(item -> ring(carte, item, line));
    }

    private static OrderLine ring(Carte carte, MenuItem item, DraftLine line) {
        List<ChosenOption> options = options(carte, line);
        List<Extra> extras = extras(carte, line);
        long unit = Carte.basePrice(item)
                + options.stream().mapToLong(ChosenOption::priceMinor).sum()
                + extras.stream().mapToLong(Extra::priceMinor).sum();
        return new OrderLine(
                line.lineId(),
                item.id(),
                item.name(),
                carte.config().menu().stationOf(item),
                line.quantity(),
                unit,
                Math.multiplyExact(unit, line.quantity()),
                options,
                extras,
                removed(carte, line),
                line.note());
    }

    private static List<ChosenOption> options(Carte carte, DraftLine line) {
        List<ChosenOption> options = new ArrayList<>();
        for (OptionGroup group : carte.groups(line.itemId())) {
            for (String valueId : line.options().getOrDefault(group.id(), group.defaults())) {
                group.value(valueId)
                        .map(value -> new ChosenOption(
                                group.id(), group.name(), value.id(), value.name(), value.priceMinor()))
                        .ifPresent(options::add);
            }
        }
        return options;
    }

    private static List<Extra> extras(Carte carte, DraftLine line) {
        List<Extra> extras = new ArrayList<>();
        line.added().forEach((id, portions) -> {
            AllowedExtra allowed = carte.extra(line.itemId(), id);
            long price = allowed == null ? 0 : allowed.priceMinor() * portions;
            boolean inRecipe = carte.recipeHolds(line.itemId(), id);
            String amount = portions > 1 ? String.valueOf(portions) : inRecipe ? "extra" : "normal";
            extras.add(new Extra(id, nameOf(carte, line, id), amount, price));
        });
        return extras;
    }

    private static List<RemovedIngredient> removed(Carte carte, DraftLine line) {
        return line.removed().stream()
                .map(id -> new RemovedIngredient(id, nameOf(carte, line, id)))
                .toList();
    }

    private static String nameOf(Carte carte, DraftLine line, String id) {
        return carte.ingredient(id)
                .map(Ingredient::name)
                .or(() -> carte.groups(line.itemId()).stream()
                        .flatMap(group -> group.value(id).stream())
                        .map(OptionValue::name)
                        .findFirst())
                .orElse(id);
    }
}
