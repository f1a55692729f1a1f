package dev.sotto.orders.erasure;

import java.util.List;
import java.util.Map;

/**
 * What the system of record holds of a guest.
 *
 * @param calls on which he spoke by telephone; a waiter's line is not his
 * @param orders his orders, bookings, claims and wishes to be called back
 * @param rows how many hold something of him, by what they are
 * @param onThePhone whether one of the calls is going on
 */
record Traces(List<String> calls, List<String> orders, Map<String, Long> rows, boolean onThePhone) {

    Traces {
        calls = List.copyOf(calls);
        orders = List.copyOf(orders);
        rows = Map.copyOf(rows);
    }

    boolean none() {
        return rows.values().stream().allMatch(count -> count == 0);
    }
}
