package dev.sotto.schemas.restaurant;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One restaurant: how it is reached, when it is open, what it sells. Its YAML file has the same shape. */
public record RestaurantConfig(
        Envelope envelope,
        String id,
        long revision,
        String name,
        String language,
        String currency,
        String timeZone,
        List<String> phoneNumbers,
        List<OpeningHours> openingHours,
        @Nullable String greeting,
        @Nullable String voice,
        @Nullable Integer preparationMinutes,
        OrderLimits limits,
        Menu menu,
        @Nullable Telephony telephony,
        @Nullable Counter counter,
        @Nullable Kitchen kitchen,
        @Nullable Integer taxBasisPoints)
        implements TopicRecord {

    public RestaurantConfig {
        phoneNumbers = List.copyOf(phoneNumbers);
        openingHours = List.copyOf(openingHours);
    }

    /** Of a restaurant that has told no tax. */
    public RestaurantConfig(
            Envelope envelope,
            String id,
            long revision,
            String name,
            String language,
            String currency,
            String timeZone,
            List<String> phoneNumbers,
            List<OpeningHours> openingHours,
            @Nullable String greeting,
            @Nullable String voice,
            @Nullable Integer preparationMinutes,
            OrderLimits limits,
            Menu menu,
            @Nullable Telephony telephony,
            @Nullable Counter counter,
            @Nullable Kitchen kitchen) {
        this(
                envelope,
                id,
                revision,
                name,
                language,
                currency,
                timeZone,
                phoneNumbers,
                openingHours,
                greeting,
                voice,
                preparationMinutes,
                limits,
                menu,
                telephony,
                counter,
                kitchen,
                null);
    }

    /** The tax that a dish's price contains: its own, else its category's, else the restaurant's; null where none is told. */
    public @Nullable Integer taxOf(MenuItem item) {
        if (item.taxBasisPoints() != null) {
            return item.taxBasisPoints();
        }
        return menu.categories().stream()
                .filter(category -> category.id().equals(item.category()))
                .map(MenuCategory::taxBasisPoints)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(taxBasisPoints);
    }

    /** The same restaurant with another menu, as its next revision. */
    public RestaurantConfig withMenu(Menu next, Envelope now) {
        return with(now, revision + 1, next, kitchen);
    }

    /** The same restaurant with another kitchen, as its next revision. */
    public RestaurantConfig withKitchen(Kitchen next, Envelope now) {
        return with(now, revision + 1, menu, next);
    }

    /** The same restaurant as another revision. */
    public RestaurantConfig as(Envelope now, long other) {
        return with(now, other, menu, kitchen);
    }

    private RestaurantConfig with(Envelope now, long other, Menu next, @Nullable Kitchen nextKitchen) {
        return new RestaurantConfig(
                now,
                id,
                other,
                name,
                language,
                currency,
                timeZone,
                phoneNumbers,
                openingHours,
                greeting,
                voice,
                preparationMinutes,
                limits,
                next,
                telephony,
                counter,
                nextKitchen,
                taxBasisPoints);
    }
}
