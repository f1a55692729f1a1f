package dev.sotto.analytics.rows;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed.NewRow;
import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ChosenOption;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.Extra;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.RemovedIngredient;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMarked;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** An order's lines at each of its versions; marks of the kitchen change none, bookings and claims have none. */
final class OrderRows {

    private OrderRows() {}

    static List<Row> of(OrderRecord order, NewRow row) {
        return switch (order.event()) {
            case OrderPlaced placed ->
                lines(
                        placed.lines(),
                        () -> begin(order, row, "placed")
                                .with("channel", lower(placed.channel()))
                                .with("table_number", placed.tableNumber())
                                .with("language", placed.language())
                                .with("order_total_minor", placed.totalMinor())
                                .with("currency", placed.currency()));
            case OrderAmended amended ->
                lines(
                        amended.lines(),
                        () -> begin(order, row, "amended").with("order_total_minor", amended.totalMinor()));
            case OrderCancelled cancelled ->
                List.of(begin(order, row, "cancelled").with("reason", cancelled.reason()));
            case OrderStatusChanged changed ->
                List.of(begin(order, row, "status_changed")
                        .with("status", lower(changed.status()))
                        .with("station", changed.station()));
            case OrderRefunded refunded ->
                List.of(begin(order, row, "refunded")
                        .with("reason", refunded.reason())
                        .with("refunded_minor", refunded.totalMinor()));
            case TicketMarked _, OrderMovedToTable _, TableBooked _, CallbackAsked _, ClaimOpened _ -> List.of();
        };
    }

    private static Row begin(OrderRecord order, NewRow row, String event) {
        return row.begin()
                .with("order_id", order.orderId())
                .with("version", order.version())
                .with("call_id", order.callId())
                .with("event", event);
    }

    /** An order whose lines were all taken away still leaves its total. */
    private static List<Row> lines(List<OrderLine> lines, Supplier<Row> begin) {
        return lines.isEmpty()
                ? List.of(begin.get())
                : lines.stream().map(line -> withLine(begin.get(), line)).toList();
    }

    private static Row withLine(Row row, OrderLine line) {
        return row.with("line_id", line.lineId())
                .with("item_id", line.itemId())
                .with("item_name", line.name())
                .with("station", line.station())
                .with("quantity", (long) line.quantity())
                .with("unit_price_minor", line.unitPriceMinor())
                .with("line_total_minor", line.totalMinor())
                .with(
                        "options",
                        line.options().stream().map(ChosenOption::valueName).toList())
                .with("added", line.added().stream().map(Extra::name).toList())
                .with(
                        "removed",
                        line.removed().stream().map(RemovedIngredient::name).toList())
                .with("note", line.note())
                .with("document", Document.of(line));
    }

    /** What columns of one value each have no room for. */
    private record Document(List<ChosenOption> options, List<Extra> added, List<RemovedIngredient> removed) {

        static String of(OrderLine line) {
            return JsonMapper.shared().writeValueAsString(new Document(line.options(), line.added(), line.removed()));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
