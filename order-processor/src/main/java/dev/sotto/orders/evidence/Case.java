package dev.sotto.orders.evidence;

import java.time.Instant;

/**
 * A claim of which pictures were asked for.
 *
 * @param house the restaurant's name
 * @param pictures how many there are
 * @param erased whether its guest was forgotten since
 */
record Case(
        String restaurantId,
        String claimId,
        String house,
        String language,
        Instant opened,
        int pictures,
        boolean erased) {}
