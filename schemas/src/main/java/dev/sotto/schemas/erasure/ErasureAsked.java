package dev.sotto.schemas.erasure;

import java.util.List;
import java.util.Map;

/**
 * A guest is to be forgotten.
 *
 * @param phoneEnding the last two digits of his number
 * @param orders his orders, bookings, claims and wishes to be called back
 * @param found how many rows held something of him, by what they are
 */
public record ErasureAsked(
        String by, String phoneEnding, List<String> calls, List<String> orders, Map<String, Long> found)
        implements ErasureEvent {
    public ErasureAsked {
        calls = List.copyOf(calls);
        orders = List.copyOf(orders);
        found = Map.copyOf(found);
    }
}
