package dev.sotto.analytics.reconcile;

import java.time.Instant;

/** The orders that a restaurant's guests placed within an hour; what was told of them later is theirs too. */
record Hour(String restaurantId, Instant starts) {}
