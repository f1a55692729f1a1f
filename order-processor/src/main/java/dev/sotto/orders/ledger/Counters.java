package dev.sotto.orders.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far the restaurants of a batch have counted their events and orders. Their rows are locked while this lives. */
final class Counters {

    /** The last position and the last order number that were given. */
    static final class Count {
        private long position;
        private long number;

        Count(long position, long number) {
            this.position = position;
            this.number = number;
        }

        long position() {
            return position;
        }

        long number() {
            return number;
        }
    }

    private final Map<String, Count> byRestaurant;

    Counters(List<Map.Entry<String, Count>> rows) {
        this.byRestaurant = rows.stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    long nextPosition(String restaurantId) {
        return ++of(restaurantId).position;
    }

    long nextNumber(String restaurantId) {
        return ++of(restaurantId).number;
    }

    private Count of(String restaurantId) {
        return Objects.requireNonNull(byRestaurant.get(restaurantId));
    }

    Map<String, Count> byRestaurant() {
        return byRestaurant;
    }
}
