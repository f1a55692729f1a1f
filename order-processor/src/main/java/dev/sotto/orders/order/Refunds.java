package dev.sotto.orders.order;

import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.RefundedLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was given back of an order, by line id, in minor units. Whatever events say, it is never more than the line costs:
 * two writers who did not know of each other may both have given it back.
 *
 * @param reason of the last refund, and by whom; null where there was none
 */
public record Refunds(
        Map<String, Long> byLine,
        @Nullable String reason,
        @Nullable String by) {

    static final Refunds NONE = new Refunds(Map.of(), null, null);

    public Refunds {
        byLine = Map.copyOf(byLine);
    }

    public long of(String lineId) {
        return byLine.getOrDefault(lineId, 0L);
    }

    public long totalMinor() {
        return byLine.values().stream().reduce(0L, Math::addExact);
    }

    Refunds with(OrderRefunded refunded, List<OrderLine> lines) {
        Map<String, Long> costs = costs(lines);
        Map<String, Long> next = new LinkedHashMap<>(byLine);
        for (RefundedLine line : refunded.lines()) {
            long left = costs.getOrDefault(line.lineId(), 0L) - next.getOrDefault(line.lineId(), 0L);
            long given = Math.min(left, line.amountMinor());
            if (given > 0) {
                next.merge(line.lineId(), given, Math::addExact);
            }
        }
        return new Refunds(next, refunded.reason(), refunded.by());
    }

    /** After the lines were changed: what was given back of a line that is still there stays given back. */
    Refunds within(List<OrderLine> lines) {
        Map<String, Long> costs = costs(lines);
        Map<String, Long> next = new LinkedHashMap<>();
        byLine.forEach((line, given) -> {
            long kept = Math.min(given, costs.getOrDefault(line, 0L));
            if (kept > 0) {
                next.put(line, kept);
            }
        });
        return new Refunds(next, reason, by);
    }

    /** What each line costs, in the order of the lines. */
    public static Map<String, Long> costs(List<OrderLine> lines) {
        Map<String, Long> costs = new LinkedHashMap<>();
        lines.forEach(line -> costs.merge(line.lineId(), line.totalMinor(), Math::addExact));
        return costs;
    }
}
