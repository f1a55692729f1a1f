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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a call came to in the end, in rows a cook or a manager can read; two ends are equal when their rows are. */
final class CallOutcome {

    private final Map<String, List<String>> orders = new LinkedHashMap<>();
    private final Map<String, OrderPlaced> placed = new HashMap<>();

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
            case OrderPlaced fresh -> {
                placed.put(id, fresh);
                orders.put(id, rows(id, fresh.lines(), fresh.totalMinor()));
            }
            case OrderAmended amended -> orders.put(id, rows(id, amended.lines(), amended.totalMinor()));
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

    /** The dishes as they are now; how and when the guest gets them, as it was agreed when they were ordered. */
    private List<String> rows(String id, List<OrderLine> lines, long totalMinor) {
        OrderPlaced first = placed.get(id);
        List<String> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(TicketLine.text(JsonMapper.shared().valueToTree(line))));
        if (first != null) {
            rows.addAll(way(first));
        }
        String currency = first == null ? "" : first.currency();
        rows.add("in all " + BigDecimal.valueOf(totalMinor, 2).toPlainString() + " " + currency);
        return rows;
    }

    /** Nothing where he was not asked. */
    private static List<String> way(OrderPlaced placed) {
        String where = placed.tableNumber() != null ? "table " + placed.tableNumber() : placed.service();
        return where == null
                ? List.of()
                : List.of("for " + where + (placed.wantedAt() == null ? "" : " at " + placed.wantedAt()));
    }
}
