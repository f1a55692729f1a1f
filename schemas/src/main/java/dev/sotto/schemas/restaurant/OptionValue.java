package dev.sotto.schemas.restaurant;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One answer to a choice; its price is added to one piece, in minor units; anyOf and allOf name values of the same group. */
public record OptionValue(
        String id,
        String name,
        List<String> synonyms,
        long priceMinor,
        List<String> anyOf,
        List<String> allOf,
        boolean available,
        @Nullable String item,
        Map<String, Long> sizePrices) {

    public OptionValue {
        synonyms = List.copyOf(synonyms);
        anyOf = List.copyOf(anyOf);
        allOf = List.copyOf(allOf);
        sizePrices = Collections.unmodifiableMap(new TreeMap<>(sizePrices));
    }

    /** What the choice adds to a piece of this size, in minor units. */
    public long priceFor(String sizeId) {
        return sizePrices.getOrDefault(sizeId, priceMinor);
    }
}
