package dev.sotto.dialogue.placed;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.RemovedIngredient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A placed order as it is now.
 *
 * @param version of its last event
 * @param callId the call or earpiece session it came from
 * @param phone the guest's number
 * @param table where its guests sit; null where it is fetched or brought
 * @param started whether the kitchen has begun with it
 */
public record PlacedOrder(
        String orderId,
        String restaurantId,
        long version,
        @Nullable String callId,
        @Nullable String phone,
        @Nullable String table,
        Instant placedAt,
        List<OrderLine> lines,
        long totalMinor,
        boolean started,
        boolean cancelled) {

    public PlacedOrder {
        lines = List.copyOf(lines);
    }

    /** Its lines as they were before prices, so that they can be changed by talking. */
    public List<DraftLine> drafts() {
        return lines.stream().map(PlacedOrder::draft).toList();
    }

    /** How many lines it ever had, at least; names the next one. */
    public int linesEver() {
        return lines.stream()
                .map(OrderLine::lineId)
                .filter(id -> id.matches("[0-9]{1,6}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(lines.size());
    }

    PlacedOrder amended(long newest, List<OrderLine> now, long total) {
        return new PlacedOrder(
                orderId, restaurantId, newest, callId, phone, table, placedAt, now, total, started, cancelled);
    }

    PlacedOrder cancelled(long newest) {
        return new PlacedOrder(
                orderId, restaurantId, newest, callId, phone, table, placedAt, lines, totalMinor, started, true);
    }

    PlacedOrder moved(long newest, boolean begun) {
        return new PlacedOrder(
                orderId,
                restaurantId,
                Math.max(version, newest),
                callId,
                phone,
                table,
                placedAt,
                lines,
                totalMinor,
                begun,
                cancelled);
    }

    PlacedOrder seated(long newest, String where) {
        return new PlacedOrder(
                orderId,
                restaurantId,
                Math.max(version, newest),
                callId,
                phone,
                where,
                placedAt,
                lines,
                totalMinor,
                started,
                cancelled);
    }

    private static DraftLine draft(OrderLine line) {
        Map<String, List<String>> options = new HashMap<>();
        for (ChosenOption option : line.options()) {
            options.computeIfAbsent(option.groupId(), any -> new ArrayList<>()).add(option.valueId());
        }
        Map<String, Integer> added = new HashMap<>();
        Map<String, String> amounts = new HashMap<>();
        for (Extra extra : line.added()) {
            added.put(extra.id(), portions(extra.amount()));
            if (!extra.amount().equals("normal")) {
                amounts.put(extra.id(), extra.amount());
            }
        }
        List<String> removed =
                line.removed().stream().map(RemovedIngredient::id).toList();
        return new DraftLine(
                line.lineId(),
                line.itemId(),
                line.quantity(),
                options,
                added,
                removed,
                line.note(),
                amounts,
                List.of());
    }

    private static int portions(String amount) {
        return amount.matches("[0-9]{1,3}") ? Integer.parseInt(amount) : amount.equals("double") ? 2 : 1;
    }
}
