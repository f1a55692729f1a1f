package dev.sotto.gateway.call;

import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.restaurant.Telephony;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which restaurant answers a number; asked afresh for every call, so that a number added now rings now. */
public final class PhoneBook {

    private final Supplier<Collection<RestaurantConfig>> restaurants;

    public PhoneBook(Supplier<Collection<RestaurantConfig>> restaurants) {
        this.restaurants = restaurants;
    }

    @Nullable
    RestaurantConfig restaurantOf(String dialled) {
        String number = normal(dialled);
        if (number.isEmpty()) {
            return null;
        }
        return restaurants.get().stream()
                .filter(restaurant ->
                        numbersOf(restaurant).anyMatch(own -> normal(own).equals(number)))
                .findFirst()
                .orElse(null);
    }

    /** The numbers people dial, and the lines under which this node registered the restaurant's accounts. */
    private static Stream<String> numbersOf(RestaurantConfig restaurant) {
        Telephony telephony = restaurant.telephony();
        Stream<String> lines = telephony == null
                ? Stream.empty()
                : telephony.accounts().stream().map(account -> account.lineOf(restaurant.id()));
        return Stream.concat(restaurant.phoneNumbers().stream(), lines);
    }

    public boolean isEmpty() {
        return restaurants.get().isEmpty();
    }

    /**
     * The number without what only makes it readable (RFC 3966 §5.1.1) and without parameters; a plus and the
     * international prefix 00 are the same. A user that is a name stays a name.
     */
    static String normal(String written) {
        int parameters = written.indexOf(';');
        String user = (parameters < 0 ? written : written.substring(0, parameters)).strip();
        String bare = user.replaceAll("[ .()\\-/]", "");
        if (!bare.matches("\\+?[0-9*#]+")) {
            return user.toLowerCase(Locale.ROOT);
        }
        return bare.startsWith("00") ? "+" + bare.substring(2) : bare;
    }

    /** For logs: only the last two digits may be read. */
    public static String masked(String number) {
        int shown = Math.min(2, number.length());
        return "*".repeat(number.length() - shown) + number.substring(number.length() - shown);
    }
}
