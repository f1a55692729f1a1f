package dev.sotto.analytics.reconcile;

import java.util.Map;

/**
 * What one side says of an hour's orders.
 *
 * @param totals of the orders, in minor units by currency
 * @param hash of each order's id, events, total, lines and end, in the order of the ids
 */
record HourSum(long orders, long events, Map<String, Long> totals, String hash) {}
