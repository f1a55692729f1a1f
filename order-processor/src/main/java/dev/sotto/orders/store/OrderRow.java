package dev.sotto.orders.store;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sotto.orders.order.OrderState;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A row of orders, named as the table names its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
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
        Instant changedAt) {

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
                order.changedAt());
    }

    /** Who sits at a table is served there, without having to say so. */
    private static @Nullable String service(OrderState order) {
        String said = order.placed().service();
        return said == null && order.table() != null ? "dine_in" : said;
    }

    /** A row of order_marks. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Marks(
            String restaurantId,
            String orderId,
            @JsonRawValue String marks) {

        static Marks of(OrderState order, ObjectMapper json) {
            return new Marks(
                    order.origin().restaurantId(), order.origin().orderId(), json.writeValueAsString(order.marks()));
        }
    }

    /** A row of order_lines. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
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
            @JsonRawValue String options,
            @JsonRawValue String added,
            @JsonRawValue String removed,
            @Nullable String note) {

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
