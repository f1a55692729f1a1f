package dev.sotto.schemas.restaurant;

import java.util.List;

/** A kind of food with the kitchen station that makes it; its name said alone asks which one. */
public record MenuCategory(
        String id,
        String name,
        List<String> synonyms,
        String station,
        List<String> optionGroups,
        List<AllowedExtra> extras) {

    public MenuCategory {
        synonyms = List.copyOf(synonyms);
        optionGroups = List.copyOf(optionGroups);
        extras = List.copyOf(extras);
    }
}
