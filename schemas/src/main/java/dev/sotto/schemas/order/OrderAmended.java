package dev.sotto.schemas.order;

import java.util.List;

/** The lines were changed after placing. */
public record OrderAmended(List<OrderLine> lines, long totalMinor) implements OrderEvent {
    public OrderAmended {
        lines = List.copyOf(lines);
    }
}
