package dev.sotto.dialogue.placed;

import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The orders of the last days, folded from their events, so that a guest who calls again can speak about his. Bounded:
 * beyond a number of orders the older half is forgotten. Thread-safe.
 */
public final class PlacedOrders {
    /** How far back a guest is served by telephone about an order. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int MOST = 50_000;

    /** Who sat at a table before is not who sits there now. */
    private static final Duration LONGEST_MEAL = Duration.ofHours(6);

    private final Map<String, PlacedOrder> orders = new ConcurrentHashMap<>();

    /** The same event may come twice, and ours before what was written earlier by others. */
    public void apply(OrderRecord event) {
        String id = event.orderId();
        long version = event.version();
        switch (event.event()) {
            case OrderPlaced placed -> remember(event, placed);
            case OrderAmended amended ->
                change(
                        id,
                        order -> version >= order.version()
                                ? order.amended(version, amended.lines(), amended.totalMinor())
                                : order);
            case OrderCancelled _ -> change(id, order -> order.cancelled(Math.max(version, order.version())));
            case OrderStatusChanged moved ->
                change(id, order -> order.moved(version, moved.status() != OrderStatus.RECEIVED));
            case TicketMarked marked ->
                change(id, order -> order.moved(version, order.started() || marked.mark() == TicketMark.DONE));
            case OrderMovedToTable moved -> change(id, order -> order.seated(version, moved.tableNumber()));
            case OrderRefunded _ -> change(id, order -> order.moved(version, order.started()));
            case TableBooked _, CallbackAsked _, ClaimOpened _ -> {}
        }
    }

    /** Null where there is none in this restaurant. */
    public @Nullable PlacedOrder find(String restaurantId, String orderId) {
        PlacedOrder order = orders.get(orderId);
        return order != null && order.restaurantId().equals(restaurantId) ? order : null;
    }

    /** The last order, not cancelled, that this call placed, or that was placed from this number; null for none. */
    public @Nullable PlacedOrder latest(String restaurantId, String callId, @Nullable String phone, Instant now) {
        Predicate<PlacedOrder> his =
                order -> callId.equals(order.callId()) || (phone != null && phone.equals(order.phone()));
        return orders.values().stream()
                .filter(order -> order.restaurantId().equals(restaurantId) && !order.cancelled())
                .filter(order -> order.placedAt().isAfter(now.minus(REMEMBERED)))
                .filter(his)
                .max(Comparator.comparing(PlacedOrder::placedAt))
                .orElse(null);
    }

    /** The orders, not cancelled, of the guests who sit at a table now, newest first. */
    public List<PlacedOrder> atTable(String restaurantId, String table, Instant now) {
        return orders.values().stream()
                .filter(order -> order.restaurantId().equals(restaurantId) && !order.cancelled())
                .filter(order -> table.equals(order.table()))
                .filter(order -> order.placedAt().isAfter(now.minus(LONGEST_MEAL)))
                .sorted(Comparator.comparing(PlacedOrder::placedAt).reversed())
                .toList();
    }

    /** As if nothing had been placed. */
    public void forgetAll() {
        orders.clear();
    }

    private void remember(OrderRecord event, OrderPlaced placed) {
        orders.computeIfAbsent(
                event.orderId(),
                id -> new PlacedOrder(
                        id,
                        event.envelope().restaurantId(),
                        event.version(),
                        event.callId(),
                        placed.customerPhone(),
                        placed.tableNumber(),
                        event.envelope().occurredAt(),
                        placed.lines(),
                        placed.totalMinor(),
                        false,
                        false));
        if (orders.size() > MOST) {
            forgetTheOlderHalf();
        }
    }

    private void change(String orderId, UnaryOperator<PlacedOrder> how) {
        orders.computeIfPresent(orderId, (any, order) -> how.apply(order));
    }

    private void forgetTheOlderHalf() {
        orders.values().stream()
                .sorted(Comparator.comparing(PlacedOrder::placedAt))
                .limit(MOST / 2)
                .map(PlacedOrder::orderId)
                .forEach(orders::remove);
    }
}
