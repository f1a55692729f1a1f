package dev.sotto.schemas.order;

import java.util.List;

/** The guest got money back; the order itself stays as it is. */
public record OrderRefunded(List<RefundedLine> lines, long totalMinor, String reason, String by) implements OrderEvent {

    public OrderRefunded {
        lines = List.copyOf(lines);
    }
}
