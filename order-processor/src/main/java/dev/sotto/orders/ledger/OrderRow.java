package dev.sotto.orders.ledger;

import dev.sotto.orders.order.OrderState;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** A row of orders, without its number. */
record OrderRow(
        String restaurantId,
        String orderId,
        @Nullable String callId,
        String channel,
        @Nullable String tableNumber,
        @Nullable String customerPhone,
        @Nullable String customerName,
        @Nullable String service,
        @Nullable Instant wantedAt,
        @Nullable String address,
        String language,
        String status,
        @Nullable String statusReason,
        long totalMinor,
        String currency,
        long version,
        long position,
        long firstPosition,
        Instant placedAt,
        Instant changedAt,
        long refundedMinor) {

    static OrderRow of(OrderState order) {
        OrderPlaced placed = order.placed();
        return new OrderRow(
                order.origin().restaurantId(),
                order.origin().orderId(),
                order.origin().callId(),
                placed.channel().name(),
                order.table(),
                placed.customerPhone(),
                placed.customerName(),
                service(order),
                placed.wantedAt(),
                placed.address(),
                placed.language(),
                order.status().name(),
                order.reason(),
                order.totalMinor(),
                placed.currency(),
                order.version(),
                order.position(),
                order.origin().position(),
                order.origin().occurredAt(),
                order.changedAt(),
                order.refunds().totalMinor());
    }

    /** As COPY takes it. */
    @Nullable
    Object[] columns() {
        return new @Nullable Object[] {
            restaurantId,
            orderId,
            callId,
            channel,
            tableNumber,
            customerPhone,
            customerName,
            service,
            wantedAt,
            address,
            language,
            status,
            statusReason,
            totalMinor,
            currency,
            version,
            position,
            firstPosition,
            placedAt,
            changedAt,
            refundedMinor
        };
    }

    /** Who sits at a table is served there, without having to say so. */
    private static @Nullable String service(OrderState order) {
        String said = order.placed().service();
        return said == null && order.table() != null ? "dine_in" : said;
    }

    /** A row of order_marks. */
    record Marks(String restaurantId, String orderId, String marks) {

        static Marks of(OrderState order, ObjectMapper json) {
            return new Marks(
                    order.origin().restaurantId(), order.origin().orderId(), json.writeValueAsString(order.marks()));
        }
    }

    /** A row of order_lines. */
    record Line(
            String restaurantId,
            String orderId,
            int lineNo,
            String lineId,
            String itemId,
            String name,
            String station,
            int quantity,
            long unitPriceMinor,
            long totalMinor,
            String options,
            String added,
            String removed,
            @Nullable String note) {

        /** As COPY takes it. */
        @Nullable
        Object[] columns() {
            return new @Nullable Object[] {
                restaurantId,
                orderId,
                lineNo,
                lineId,
                itemId,
                name,
                station,
                quantity,
                unitPriceMinor,
                totalMinor,
                options,
                added,
                removed,
                note
            };
        }

        static List<Line> of(OrderState order, ObjectMapper json) {
            List<Line> rows = new ArrayList<>();
            for (OrderLine line : order.lines()) {
                rows.add(new Line(
                        order.origin().restaurantId(),
                        order.origin().orderId(),
                        rows.size() + 1,
                        line.lineId(),
                        line.itemId(),
                        line.name(),
                        line.station(),
                        line.quantity(),
                        line.unitPriceMinor(),
                        line.totalMinor(),
                        json.writeValueAsString(line.options()),
                        json.writeValueAsString(line.added()),
                        json.writeValueAsString(line.removed()),
                        line.note()));
            }
            return rows;
        }
    }
}
