package dev.sotto.analytics.reconcile;

/**
 * What one side says of an hour's calls.
 *
 * @param sentences that guests said on them, understood or not
 * @param hash of each call's times, end and sentences, in the order of the ids
 */
record CallSum(long calls, long sentences, String hash) {}
