package dev.sotto.orders.order;

import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order is, told by its events. Always folded from all of them in version order, so the order they arrived in,
 * and how often, cannot change the outcome. An event whose predecessor has not arrived waits for it.
 *
 * @param refunds what was given back of it since it was placed
 * @param version of the last event that was applied
 * @param linesVersion of the last event that changed what is to be made
 * @param statusVersion of the last event that moved it on or back
 * @param waiting events that wait for a predecessor
 */
public record OrderState(
        StoredEvent origin,
        OrderPlaced placed,
        List<OrderLine> lines,
        long totalMinor,
        Refunds refunds,
        @Nullable String table,
        TicketStatus status,
        @Nullable String reason,
        KitchenMarks marks,
        long version,
        long linesVersion,
        long statusVersion,
        long position,
        Instant changedAt,
        int waiting) {

    private static final Comparator<StoredEvent> PLACING_FIRST = Comparator.<StoredEvent>comparingInt(
                    event -> event.event() instanceof OrderPlaced ? 0 : 1)
            .thenComparingLong(StoredEvent::version)
            .thenComparingLong(StoredEvent::position);

    /** The order after these events of it; null as long as its placing is not among them. */
    public static @Nullable OrderState fold(List<StoredEvent> events) {
        List<StoredEvent> inOrder = events.stream().sorted(PLACING_FIRST).toList();
        if (inOrder.isEmpty() || !(inOrder.getFirst().event() instanceof OrderPlaced placed)) {
            return null;
        }
        OrderFold fold = new OrderFold(inOrder.getFirst(), placed);
        int applied = 1;
        while (applied < inOrder.size() && fold.apply(inOrder.get(applied))) {
            applied++;
        }
        return fold.state(inOrder.size() - applied);
    }

    /** The lines a station makes; every line for a screen of the whole kitchen. */
    public List<OrderLine> linesOf(@Nullable String station) {
        return lines.stream()
                .filter(line -> station == null || station.equals(line.station()))
                .toList();
    }

    public boolean isDone(OrderLine line) {
        return marks.of(line.lineId()).isDone();
    }

    /** The version in which the kitchen last spoke of a line; 0 when it never did. */
    public long markedVersion(OrderLine line) {
        return marks.of(line.lineId()).version();
    }
}
