package dev.sotto.schemas.restaurant;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An ingredient, or an item served with it, that may be added, what one portion costs in minor units, and how many portions one piece may have. */
public record AllowedExtra(String ingredient, long priceMinor, int atMost, Map<String, Long> sizePrices) {

    public AllowedExtra {
        sizePrices = Collections.unmodifiableMap(new TreeMap<>(sizePrices));
    }

    /** Price of one portion on a piece of this size, in minor units. */
    public long priceFor(String sizeId) {
        return sizePrices.getOrDefault(sizeId, priceMinor);
    }
}
