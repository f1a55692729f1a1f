package dev.sotto.load.earpiece;

import java.time.Instant;

/** A text the gateway sent to the waiter, such as a ready table. */
public record Notice(String text, Instant arrivedAt) {}
