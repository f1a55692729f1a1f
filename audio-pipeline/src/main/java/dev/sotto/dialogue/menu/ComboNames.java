package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets a choice of a combo that stands for an item be called by the names of that item. */
final class ComboNames {
    private ComboNames() {}

    static List<OptionGroup> given(List<OptionGroup> groups, List<MenuItem> items) {
        Map<String, MenuItem> byId =
                items.stream().collect(Collectors.toMap(MenuItem::id, Function.identity(), (first, _) -> first));
        return groups.stream()
                .map(group -> new OptionGroup(
                        group.id(),
                        group.name(),
                        group.synonyms(),
                        group.multiple(),
                        group.required(),
                        group.atMost(),
                        group.defaults(),
                        group.values().stream().map(value -> named(value, byId)).toList()))
                .toList();
    }

    private static OptionValue named(OptionValue value, Map<String, MenuItem> items) {
        String itemId = value.item();
        MenuItem item = itemId == null ? null : items.get(itemId);
        if (item == null) {
            return value;
        }
        return new OptionValue(
                value.id(),
                value.name().isEmpty() ? item.name() : value.name(),
                Stream.of(value.synonyms().stream(), item.synonyms().stream(), Stream.of(item.name()))
                        .flatMap(names -> names)
                        .distinct()
                        .toList(),
                value.priceMinor(),
                value.anyOf(),
                value.allOf(),
                value.available() && item.available(),
                value.item(),
                value.sizePrices());
    }
}
