package dev.sotto.orders.command;

/**
 * Who commands, and what he saw when he did.
 *
 * @param version of the order that was on his screen; {@link #ANY} where he says nothing of it
 * @param exactly true where he wants the command refused if anything at all has happened since
 * @param expo true where an order of this restaurant is ready only when the expo says so
 */
public record Seen(String by, long version, boolean exactly, boolean expo) {

    public static final long ANY = Long.MAX_VALUE;
}
