package dev.sotto.orders.pairing;

import org.jspecify.annotations.Nullable;

/**
 * That a device may act for a restaurant.
 *
 * @param station whose screen it is, where it is a station's
 * @param generation how often its renewal was renewed
 */
record Grant(
        String restaurantId,
        String deviceId,
        Purpose purpose,
        @Nullable String station,
        long generation) {}
