package dev.sotto.schemas.restaurant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing a guest can order; priceMinor is absent where every size has its own, anyOf is empty for a real item. */
public record MenuItem(
        String id,
        String name,
        List<String> synonyms,
        String category,
        @Nullable String station,
        @Nullable String description,
        @Nullable Long priceMinor,
        List<MenuSize> sizes,
        @Nullable String defaultSize,
        List<String> optionGroups,
        List<String> ingredients,
        List<AllowedExtra> extras,
        List<String> anyOf,
        List<String> allergens,
        @Nullable Integer maxQuantity,
        boolean available,
        boolean halves,
        List<OpeningHours> served,
        @Nullable Integer taxBasisPoints) {

    /** A dish of one size as most are: nothing to choose, always there, taxed as its category is. */
    public static MenuItem plain(String id, String name, String category, long priceMinor) {
        return new MenuItem(
                id,
                name,
                List.of(),
                category,
                null,
                null,
                priceMinor,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                true,
                false,
                List.of(),
                null);
    }

    public MenuItem {
        synonyms = List.copyOf(synonyms);
        sizes = List.copyOf(sizes);
        optionGroups = List.copyOf(optionGroups);
        ingredients = List.copyOf(ingredients);
        extras = List.copyOf(extras);
        anyOf = List.copyOf(anyOf);
        allergens = List.copyOf(allergens);
        served = List.copyOf(served);
    }

    /** The same dish, sold out or there again. */
    public MenuItem withAvailable(boolean now) {
        return with(now, taxBasisPoints);
    }

    /** The same dish, taxed otherwise; null as its category. */
    public MenuItem taxedAt(@Nullable Integer basisPoints) {
        return with(available, basisPoints);
    }

    private MenuItem with(boolean nowAvailable, @Nullable Integer nowTaxed) {
        return new MenuItem(
                id,
                name,
                synonyms,
                category,
                station,
                description,
                priceMinor,
                sizes,
                defaultSize,
                optionGroups,
                ingredients,
                extras,
                anyOf,
                allergens,
                maxQuantity,
                nowAvailable,
                halves,
                served,
                nowTaxed);
    }

    public Optional<MenuSize> size(String id) {
        return sizes.stream().filter(size -> size.id().equals(id)).findFirst();
    }
}
