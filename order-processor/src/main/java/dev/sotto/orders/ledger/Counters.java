package dev.sotto.orders.ledger;

import dev.sotto.orders.receipt.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far the restaurants of a batch have counted their events and orders. Their rows are locked while this lives. */
final class Counters {

    /** The last position and the last numbers that were given: of orders, of receipts, of credit notes. */
    static final class Count {
        private long position;
        private long number;
        private long receipt;
        private long credit;

        Count(long position, long number, long receipt, long credit) {
            this.position = position;
            this.number = number;
            this.receipt = receipt;
            this.credit = credit;
        }

        long receipt() {
            return receipt;
        }

        long credit() {
            return credit;
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

    long nextOf(Receipt.Kind kind, String restaurantId) {
        return switch (kind) {
            case RECEIPT -> ++of(restaurantId).receipt;
            case CREDIT_NOTE -> ++of(restaurantId).credit;
        };
    }

    private Count of(String restaurantId) {
        return Objects.requireNonNull(byRestaurant.get(restaurantId));
    }

    Map<String, Count> byRestaurant() {
        return byRestaurant;
    }
}
