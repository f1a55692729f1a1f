package dev.sotto.analytics.reconcile;

/**
 * What one side says of an hour's orders.
 *
 * @param hash of each order's id, events, total, lines and end, in the order of the ids
 */
record HourSum(long orders, long events, long totalMinor, String hash) {}
