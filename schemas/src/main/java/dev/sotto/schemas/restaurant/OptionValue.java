package dev.sotto.schemas.restaurant;

import java.util.List;

/** One answer to a choice; its price is added to one piece, in minor units; anyOf and allOf name values of the same group. */
public record OptionValue(
        String id,
        String name,
        List<String> synonyms,
        long priceMinor,
        List<String> anyOf,
        List<String> allOf,
        boolean available) {

    public OptionValue {
        synonyms = List.copyOf(synonyms);
        anyOf = List.copyOf(anyOf);
        allOf = List.copyOf(allOf);
    }
}
