package dev.sotto.schemas.restaurant;

import java.util.List;

/** Something a dish contains, may be left out of it or added to it; anyOf and allOf name other ingredient ids. */
public record Ingredient(
        String id,
        String name,
        List<String> synonyms,
        List<String> allergens,
        List<String> anyOf,
        List<String> allOf,
        boolean available) {

    public Ingredient {
        synonyms = List.copyOf(synonyms);
        allergens = List.copyOf(allergens);
        anyOf = List.copyOf(anyOf);
        allOf = List.copyOf(allOf);
    }
}
