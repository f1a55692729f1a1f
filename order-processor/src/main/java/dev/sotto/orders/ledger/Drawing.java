package dev.sotto.orders.ledger;

import dev.sotto.orders.order.OrderKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Writes down what orders look like now, and tells the screens. */
final class Drawing {

    private final DatabaseClient client;

    Drawing(DatabaseClient client) {
        this.client = client;
    }

    private record NumberedReceipt(ReceiptRow receipt, long number) {}

    private record Numbered(OrderRow order, long number) {}

    /** New orders take their restaurants' next numbers, in the order in which they were placed. */
    Mono<Void> write(Projection projection, Counters counters) {
        List<Numbered> orders = new ArrayList<>();
        projection.arrived().stream()
                .sorted(Comparator.comparingLong(OrderRow::firstPosition))
                .map(order -> new Numbered(order, counters.nextNumber(order.restaurantId())))
                .forEach(orders::add);
        // The number of a known order is not written again.
        projection.changed().forEach(order -> orders.add(new Numbered(order, 0)));
        return orders(orders)
                .then(drop(LedgerSql.DROP_LINES, projection.relined()))
                .then(lines(projection.lines()))
                .then(drop(LedgerSql.DROP_MARKS, projection.changedKeys()))
                .then(marks(projection.marks()))
                .then(receipts(projection.receipts(), counters))
                .then(ring(orders));
    }

    private Mono<Void> orders(List<Numbered> orders) {
        if (orders.isEmpty()) {
            return Mono.empty();
        }
        return rows(LedgerSql.STORE_ORDERS, orders)
                .text("restaurants", each -> each.order().restaurantId())
                .text("orders", each -> each.order().orderId())
                .number("numbers", Numbered::number)
                .text("calls", each -> each.order().callId())
                .text("channels", each -> each.order().channel())
                .text("tables", each -> each.order().tableNumber())
                .text("phones", each -> each.order().customerPhone())
                .text("names", each -> each.order().customerName())
                .text("services", each -> each.order().service())
                .text("wanted", each -> each.order().wantedAt())
                .text("addresses", each -> each.order().address())
                .text("languages", each -> each.order().language())
                .text("statuses", each -> each.order().status())
                .text("reasons", each -> each.order().statusReason())
                .number("totals", each -> each.order().totalMinor())
                .text("currencies", each -> each.order().currency())
                .number("versions", each -> each.order().version())
                .number("positions", each -> each.order().position())
                .number("firsts", each -> each.order().firstPosition())
                .text("placed", each -> each.order().placedAt())
                .text("changed", each -> each.order().changedAt())
                .number("refunded", each -> each.order().refundedMinor())
                .statement()
                .then();
    }

    private Mono<Void> lines(List<OrderRow.Line> lines) {
        if (lines.isEmpty()) {
            return Mono.empty();
        }
        return rows(LedgerSql.STORE_LINES, lines)
                .text("restaurants", OrderRow.Line::restaurantId)
                .text("orders", OrderRow.Line::orderId)
                .number("numbers", OrderRow.Line::lineNo)
                .text("lines", OrderRow.Line::lineId)
                .text("items", OrderRow.Line::itemId)
                .text("names", OrderRow.Line::name)
                .text("stations", OrderRow.Line::station)
                .number("quantities", OrderRow.Line::quantity)
                .number("prices", OrderRow.Line::unitPriceMinor)
                .number("totals", OrderRow.Line::totalMinor)
                .text("options", OrderRow.Line::options)
                .text("added", OrderRow.Line::added)
                .text("removed", OrderRow.Line::removed)
                .text("notes", OrderRow.Line::note)
                .statement()
                .then();
    }

    private Mono<Void> marks(List<OrderRow.Marks> marks) {
        if (marks.isEmpty()) {
            return Mono.empty();
        }
        return rows(LedgerSql.STORE_MARKS, marks)
                .text("restaurants", OrderRow.Marks::restaurantId)
                .text("orders", OrderRow.Marks::orderId)
                .text("marks", OrderRow.Marks::marks)
                .statement()
                .then();
    }

    /** Papers take their restaurants' next numbers, in the order in which their events were stored. */
    private Mono<Void> receipts(List<ReceiptRow> fresh, Counters counters) {
        if (fresh.isEmpty()) {
            return Mono.empty();
        }
        List<NumberedReceipt> numbered = fresh.stream()
                .sorted(Comparator.comparingLong(ReceiptRow::position).thenComparingInt(ReceiptRow::nth))
                .map(each -> new NumberedReceipt(each, counters.nextOf(each.kind(), each.restaurantId())))
                .toList();
        return rows(LedgerSql.STORE_RECEIPTS, numbered)
                .text("restaurants", each -> each.receipt().restaurantId())
                .text("orders", each -> each.receipt().orderId())
                .number("nths", each -> each.receipt().nth())
                .text("kinds", each -> each.receipt().kind())
                .number("numbers", NumberedReceipt::number)
                .text("refers", each -> each.receipt().refersTo())
                .number("positions", each -> each.receipt().position())
                .text("issued", each -> each.receipt().issuedAt())
                .text("causes", each -> each.receipt().cause())
                .text("reasons", each -> each.receipt().reason())
                .text("bys", each -> each.receipt().by())
                .text("currencies", each -> each.receipt().currency())
                .number("totals", each -> each.receipt().totalMinor())
                .text("lines", each -> each.receipt().lines())
                .text("taxes", each -> each.receipt().taxes())
                .statement()
                .then();
    }

    private Mono<Void> drop(String statement, List<OrderKey> orders) {
        if (orders.isEmpty()) {
            return Mono.empty();
        }
        return rows(statement, orders)
                .text("restaurants", OrderKey::restaurantId)
                .text("orders", OrderKey::orderId)
                .statement()
                .then();
    }

    private Mono<Void> ring(List<Numbered> orders) {
        if (orders.isEmpty()) {
            return Mono.empty();
        }
        return rows(LedgerSql.RING, orders)
                .text("restaurants", each -> each.order().restaurantId())
                .statement()
                .then();
    }

    private <T> Columns<T> rows(String statement, Collection<T> rows) {
        return new Columns<>(rows, client.sql(statement));
    }
}
