package dev.sotto.orders.command;

import dev.sotto.schemas.order.TicketMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a person wants of an order. A missing station means a screen of the whole kitchen. */
public sealed interface Command {

    /** What the station makes of the order is made; for the whole kitchen: the order is ready. */
    record Bump(@Nullable String station) implements Command {}

    /** It is not made after all. */
    record Recall(@Nullable String station) implements Command {}

    /** Some lines, or with none named all of the station, are marked. */
    record Mark(TicketMark mark, @Nullable String station, List<String> lines) implements Command {

        public Mark {
            lines = List.copyOf(lines);
        }
    }

    /** The guest has it. */
    record HandOver() implements Command {}

    record Cancel(String reason) implements Command {}

    /**
     * Money goes back to the guest.
     *
     * @param lines of the order; none for all that is left of it
     */
    record Refund(String reason, List<Wanted> lines) implements Command {

        public Refund {
            lines = List.copyOf(lines);
        }

        /** Of one line: so many of it, or so much money in minor units; neither for what is left of it. */
        public record Wanted(
                String lineId,
                @Nullable Integer quantity,
                @Nullable Long amountMinor) {}
    }

    record MoveToTable(String table) implements Command {}
}
