package dev.sotto.orders.store;

import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/** What orders look like after a batch: their keys, and the rows of their tables as JSON arrays. */
record Projection(List<OrderKey> orders, String orderRows, String lineRows, String markRows) {

    /** Orders whose placing has not arrived yet have no rows. */
    static Projection of(Collection<List<StoredEvent>> eventsByOrder, ObjectMapper json) {
        List<OrderKey> keys = new ArrayList<>();
        List<OrderRow> rows = new ArrayList<>();
        List<OrderRow.Line> lines = new ArrayList<>();
        List<OrderRow.Marks> marks = new ArrayList<>();
        for (List<StoredEvent> events : eventsByOrder) {
            OrderState state = OrderState.fold(events);
            if (state != null) {
                keys.add(state.origin().order());
                rows.add(OrderRow.of(state));
                lines.addAll(OrderRow.Line.of(state, json));
                marks.add(OrderRow.Marks.of(state, json));
            }
        }
        return new Projection(
                keys, json.writeValueAsString(rows), json.writeValueAsString(lines), json.writeValueAsString(marks));
    }
}
