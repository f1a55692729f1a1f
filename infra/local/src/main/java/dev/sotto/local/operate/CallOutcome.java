package dev.sotto.local.operate;

import dev.sotto.local.terminal.TicketLine;
import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMarked;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a call came to in the end, in rows a cook or a manager can read; two ends are equal when their rows are. */
final class CallOutcome {

    private final Map<String, List<String>> orders = new LinkedHashMap<>();
    private final Map<String, String> currencies = new LinkedHashMap<>();

    private CallOutcome() {}

    /** @param events what followed from the call, in order */
    static List<String> rows(List<OrderRecord> events) {
        CallOutcome outcome = new CallOutcome();
        events.forEach(outcome::apply);
        return outcome.orders.values().stream().flatMap(List::stream).toList();
    }

    private void apply(OrderRecord record) {
        String id = record.orderId();
        switch (record.event()) {
            case OrderPlaced placed -> {
                currencies.put(id, placed.currency());
                List<String> rows = dishes(placed.lines());
                rows.addAll(way(placed));
                rows.add(total(id, placed.totalMinor()));
                orders.put(id, rows);
            }
            case OrderAmended amended -> {
                List<String> rows = dishes(amended.lines());
                // What was agreed about the way stays.
                orders.getOrDefault(id, List.of()).stream()
                        .filter(row -> row.startsWith("for "))
                        .forEach(rows::add);
                rows.add(total(id, amended.totalMinor()));
                orders.put(id, rows);
            }
            case OrderCancelled _ -> orders.put(id, List.of("cancelled"));
            case OrderMovedToTable moved -> add(id, "moved to table " + moved.tableNumber());
            case TableBooked booked -> add(id, "a table for " + booked.guests() + " at " + booked.at());
            case CallbackAsked _ -> add(id, "wants to be called back");
            case ClaimOpened claim ->
                add(
                        id,
                        "complaint, " + claim.category() + ", P" + claim.priority()
                                + (claim.resolution() == null ? "" : ", " + claim.resolution()));
            case OrderStatusChanged _, TicketMarked _, OrderRefunded _ -> {}
        }
    }

    private void add(String id, String row) {
        List<String> rows = new ArrayList<>(orders.getOrDefault(id, List.of()));
        rows.add(row);
        orders.put(id, rows);
    }

    private static List<String> dishes(List<OrderLine> lines) {
        return new ArrayList<>(lines.stream()
                .map(line -> TicketLine.text(JsonMapper.shared().valueToTree(line)))
                .toList());
    }

    /** How and when the guest gets it; nothing where he was not asked. */
    private static List<String> way(OrderPlaced placed) {
        String where = placed.tableNumber() != null ? "table " + placed.tableNumber() : placed.service();
        return where == null
                ? List.of()
                : List.of("for " + where + (placed.wantedAt() == null ? "" : " at " + placed.wantedAt()));
    }

    private String total(String id, long minor) {
        return "in all " + BigDecimal.valueOf(minor, 2).toPlainString() + " " + currencies.getOrDefault(id, "");
    }
}
