package dev.sotto.schemas.restaurant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of food with the kitchen station that makes it; its name said alone asks which one. */
public record MenuCategory(
        String id,
        String name,
        List<String> synonyms,
        String station,
        List<String> optionGroups,
        List<AllowedExtra> extras,
        @Nullable Integer taxBasisPoints) {

    /** One whose dishes are taxed as everything else of the restaurant. */
    public MenuCategory(
            String id,
            String name,
            List<String> synonyms,
            String station,
            List<String> optionGroups,
            List<AllowedExtra> extras) {
        this(id, name, synonyms, station, optionGroups, extras, null);
    }

    public MenuCategory {
        synonyms = List.copyOf(synonyms);
        optionGroups = List.copyOf(optionGroups);
        extras = List.copyOf(extras);
    }

    /** The same category, taxed otherwise; null as the restaurant. */
    public MenuCategory taxedAt(@Nullable Integer basisPoints) {
        return new MenuCategory(id, name, synonyms, station, optionGroups, extras, basisPoints);
    }
}
