package dev.sotto.schemas.restaurant;

import java.util.List;

/** A size or variant of an item with the whole price of one piece, in minor units. */
public record MenuSize(String id, String name, List<String> synonyms, long priceMinor, boolean available) {

    public MenuSize {
        synonyms = List.copyOf(synonyms);
    }
}
