package dev.sotto.orders.identity;

/** What a token turned out to be. */
public sealed interface Shown {

    record Known(Bearer bearer) implements Shown {}

    record Refused(Refusal why) implements Shown {}
}
