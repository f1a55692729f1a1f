package dev.sotto.load.kitchen;

/**
 * What went over a kitchen's line. {@code duplicates} are ids told twice and {@code outOfOrder} ids that went back:
 * both are faults. {@code skippedVersions} are states of an order that were passed over because a newer one was already
 * known: a stream that tells states may skip them, one that tells events may not.
 */
public record Tally(
        long ticketEvents, long duplicates, long outOfOrder, long skippedVersions, long unreadable, long connections) {}
