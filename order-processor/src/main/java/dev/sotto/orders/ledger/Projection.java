package dev.sotto.orders.ledger;

import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.receipt.Receipts;
import dev.sotto.schemas.order.OrderPlaced;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * What orders look like after a batch: the rows of their tables.
 *
 * @param arrived the orders that have no row yet, with no number yet either
 * @param relined the orders that have lines which no longer hold
 * @param marks of the orders the kitchen has spoken of
 * @param receipts that follow from what came now, with no number yet
 */
record Projection(
        List<OrderRow> arrived,
        List<OrderRow> changed,
        List<OrderKey> relined,
        List<OrderRow.Line> lines,
        List<OrderRow.Marks> marks,
        List<ReceiptRow> receipts) {

    private Projection() {
        this(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** Orders whose placing has not arrived yet have no rows. */
    static Projection of(
            Map<OrderKey, List<StoredEvent>> earlier, Map<OrderKey, List<StoredEvent>> fresh, ObjectMapper json) {
        Projection projection = new Projection();
        fresh.forEach((order, events) -> projection.add(earlier.getOrDefault(order, List.of()), events, json));
        return projection;
    }

    /** What orders look like that nothing was known of. */
    static Projection of(Collection<List<StoredEvent>> orders, ObjectMapper json) {
        Projection projection = new Projection();
        orders.forEach(events -> projection.add(List.of(), events, json));
        return projection;
    }

    private void add(List<StoredEvent> earlier, List<StoredEvent> fresh, ObjectMapper json) {
        List<StoredEvent> all = new ArrayList<>(earlier);
        all.addAll(fresh);
        OrderState state = OrderState.fold(all);
        if (state == null) {
            return;
        }
        boolean known = earlier.stream().anyMatch(event -> event.event() instanceof OrderPlaced);
        (known ? changed : arrived).add(OrderRow.of(state));
        if (!known || state.linesVersion() >= oldest(fresh)) {
            lines.addAll(OrderRow.Line.of(state, json));
            if (known) {
                relined.add(state.origin().order());
            }
        }
        if (!state.marks().isEmpty()) {
            marks.add(OrderRow.Marks.of(state, json));
        }
        long since = fresh.stream().mapToLong(StoredEvent::position).min().orElse(0);
        Receipts.of(all).stream()
                .filter(receipt -> receipt.position() >= since)
                .map(receipt -> ReceiptRow.of(receipt, json))
                .forEach(receipts::add);
    }

    List<OrderKey> changedKeys() {
        return changed.stream()
                .map(order -> new OrderKey(order.restaurantId(), order.orderId()))
                .toList();
    }

    /** What came of smaller versions alone is drawn already. */
    private static long oldest(List<StoredEvent> fresh) {
        return fresh.stream().mapToLong(StoredEvent::version).min().orElse(0);
    }
}
