package dev.sotto.schemas.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A screen of the kitchen marked dishes of the order; without line ids, all of the station or of the order. */
public record TicketMarked(TicketMark mark, @Nullable String station, List<String> lineIds, String by)
        implements OrderEvent {

    public TicketMarked {
        lineIds = List.copyOf(lineIds);
    }
}
