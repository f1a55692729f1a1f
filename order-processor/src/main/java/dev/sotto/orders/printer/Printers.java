package dev.sotto.orders.printer;

import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The printers of a restaurant's kitchen. */
final class Printers {

    private Printers() {}

    static List<KitchenPrinter> of(@Nullable RestaurantConfig restaurant) {
        Kitchen kitchen = restaurant == null ? null : restaurant.kitchen();
        return kitchen == null ? List.of() : kitchen.printers();
    }

    static @Nullable KitchenPrinter of(@Nullable RestaurantConfig restaurant, String printerId) {
        return of(restaurant).stream()
                .filter(printer -> printer.id().equals(printerId))
                .findFirst()
                .orElse(null);
    }
}
