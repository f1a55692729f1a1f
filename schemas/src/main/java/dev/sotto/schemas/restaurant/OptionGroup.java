package dev.sotto.schemas.restaurant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One choice to make about an item: crust, milk, doneness. Defaults are value ids taken when nothing is said. */
public record OptionGroup(
        String id,
        String name,
        List<String> synonyms,
        boolean multiple,
        boolean required,
        @Nullable Integer atMost,
        List<String> defaults,
        List<OptionValue> values) {

    public OptionGroup {
        synonyms = List.copyOf(synonyms);
        defaults = List.copyOf(defaults);
        values = List.copyOf(values);
    }

    public Optional<OptionValue> value(String id) {
        return values.stream().filter(value -> value.id().equals(id)).findFirst();
    }
}
