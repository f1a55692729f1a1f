package dev.sotto.gateway.earpiece.notice;

import dev.sotto.gateway.earpiece.protocol.Outgoing.NoticeKind;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the waiter who took a table's order that the kitchen has it ready; where no device took it, all of the
 * restaurant's are told. Fed by one reader of {@code orders.events}.
 */
public final class TableOrders {

    /** What was ordered earlier than this has been eaten. */
    public static final Duration LOOK_BACK = Duration.ofHours(6);

    /** Tables of a thousand restaurants at their fullest; the oldest gives way. */
    private static final int AT_MOST = 20_000;

    private final NoticeBoard board;
    private final Function<String, @Nullable String> deviceOfCall;
    private final Map<String, TableOrder> orders = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TableOrder> eldest) {
            return size() > AT_MOST;
        }
    };

    private record TableOrder(
            String restaurantId, String table, @Nullable String callId) {
        TableOrder movedTo(OrderMovedToTable moved) {
            return new TableOrder(restaurantId, moved.tableNumber(), callId);
        }
    }

    public TableOrders(NoticeBoard board, Function<String, @Nullable String> deviceOfCall) {
        this.board = board;
        this.deviceOfCall = deviceOfCall;
    }

    public void hear(OrderRecord order) {
        switch (order.event()) {
            case OrderPlaced placed
            when placed.tableNumber() != null -> {
                String restaurant = order.envelope().restaurantId();
                orders.put(order.orderId(), new TableOrder(restaurant, placed.tableNumber(), order.callId()));
            }
            case OrderStatusChanged changed when changed.status() == OrderStatus.READY -> ready(order, changed);
            case OrderMovedToTable moved -> orders.computeIfPresent(order.orderId(), (any, at) -> at.movedTo(moved));
            default -> {}
        }
    }

    private void ready(OrderRecord order, OrderStatusChanged changed) {
        TableOrder placed = orders.get(order.orderId());
        String restaurant = order.envelope().restaurantId();
        if (placed == null || !placed.restaurantId().equals(restaurant)) {
            return;
        }
        String device = placed.callId() == null ? null : deviceOfCall.apply(placed.callId());
        board.post(new Posted(
                order.envelope().eventId(),
                restaurant,
                device,
                NoticeKind.READY,
                placed.table(),
                changed.station(),
                order.envelope().occurredAt().toEpochMilli()));
    }
}
