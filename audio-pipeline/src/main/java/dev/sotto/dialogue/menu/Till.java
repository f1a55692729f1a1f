package dev.sotto.dialogue.menu;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
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
import org.jspecify.annotations.Nullable;

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
                + extras.stream().mapToLong(Extra::priceMinor).sum()
                + halves(carte, item, line);
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
                note(carte, line),
                carte.config().taxOf(item));
    }

    private static List<ChosenOption> options(Carte carte, DraftLine line) {
        List<ChosenOption> options = new ArrayList<>();
        for (OptionGroup group : carte.groups(line.itemId())) {
            for (String valueId : line.options().getOrDefault(group.id(), group.defaults())) {
                group.value(valueId)
                        .map(value -> new ChosenOption(
                                group.id(), group.name(), value.id(), value.name(), value.priceFor(size(carte, line))))
                        .ifPresent(options::add);
            }
        }
        return options;
    }

    private static List<Extra> extras(Carte carte, DraftLine line) {
        List<Extra> extras = new ArrayList<>();
        line.added().forEach((id, portions) -> {
            AllowedExtra allowed = carte.extra(line.itemId(), id);
            long price = allowed == null ? 0 : allowed.priceFor(size(carte, line)) * portions;
            extras.add(new Extra(id, nameOf(carte, line, id), line.amounts().getOrDefault(id, "normal"), price));
        });
        line.amounts().forEach((id, amount) -> {
            if (!line.added().containsKey(id)) {
                extras.add(new Extra(id, nameOf(carte, line, id), amount, 0));
            }
        });
        return extras;
    }

    private static String size(Carte carte, DraftLine line) {
        return carte.group(line.itemId(), Carte.SIZE)
                .map(group -> line.options().getOrDefault(Carte.SIZE, group.defaults()))
                .filter(chosen -> !chosen.isEmpty())
                .map(List::getFirst)
                .orElse("");
    }

    private static @Nullable String note(Carte carte, DraftLine line) {
        List<HalfText.Half> halves = line.parts().stream()
                .map(part -> new HalfText.Half(
                        part.itemId() == null ? "" : nameOf(carte, line, part.itemId()),
                        part.added().stream().map(id -> nameOf(carte, line, id)).toList(),
                        part.removed().stream()
                                .map(id -> nameOf(carte, line, id))
                                .toList()))
                .toList();
        return new HalfText(halves, line.note()).note();
    }

    /** The dearer half says what a piece costs, and what is added to a half costs as on a whole one. */
    private static long halves(Carte carte, MenuItem item, DraftLine line) {
        String size = size(carte, line);
        long own = Carte.priceOf(item, size);
        long dearest = own;
        long added = 0;
        for (LinePart part : line.parts()) {
            String itemId = part.itemId() == null ? item.id() : part.itemId();
            dearest = Math.max(
                    dearest,
                    carte.item(itemId).map(other -> Carte.priceOf(other, size)).orElse(own));
            for (String id : part.added()) {
                AllowedExtra allowed = carte.extra(itemId, id);
                added += allowed == null ? 0 : allowed.priceFor(size);
            }
        }
        return dearest - own + added;
    }

    private static List<RemovedIngredient> removed(Carte carte, DraftLine line) {
        return line.removed().stream()
                .map(id -> new RemovedIngredient(id, nameOf(carte, line, id)))
                .toList();
    }

    private static String nameOf(Carte carte, DraftLine line, String id) {
        return carte.ingredient(id)
                .map(Ingredient::name)
                .or(() -> carte.item(id).map(MenuItem::name))
                .or(() -> carte.groups(line.itemId()).stream()
                        .flatMap(group -> group.value(id).stream())
                        .map(OptionValue::name)
                        .findFirst())
                .orElse(id);
    }
}
