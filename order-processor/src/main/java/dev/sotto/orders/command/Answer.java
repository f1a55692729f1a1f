package dev.sotto.orders.command;

import dev.sotto.orders.problem.Problem;

/** What becomes of a command. */
public sealed interface Answer {

    /** It is certain; whoever wants to see it waits for this version of the order. */
    record Accepted(long version) implements Answer {}

    record Refused(Problem problem) implements Answer {}
}
