package dev.sotto.orders.ledger;

import dev.sotto.orders.order.StoredEvent;
import dev.sotto.schemas.order.OrderEvent;
import io.r2dbc.spi.Readable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;

/** Reads order events back from a row that holds one. */
public final class StoredEvents {

    private static final Map<String, Class<? extends OrderEvent>> TYPES = Stream.of(
                    OrderEvent.class.getPermittedSubclasses())
            .collect(Collectors.toMap(Class::getSimpleName, type -> type.asSubclass(OrderEvent.class)));

    private StoredEvents() {}

    public static StoredEvent read(Readable row, ObjectMapper json) {
        return new StoredEvent(
                text(row, "restaurant_id"),
                text(row, "order_id"),
                required(row, "version", Long.class),
                required(row, "position", Long.class),
                row.get("call_id", String.class),
                required(row, "occurred_at", OffsetDateTime.class).toInstant(),
                event(text(row, "type"), text(row, "body"), json));
    }

    static StoredEvent read(ResultSet row, ObjectMapper json) throws SQLException {
        return new StoredEvent(
                row.getString("restaurant_id"),
                row.getString("order_id"),
                row.getLong("version"),
                row.getLong("position"),
                row.getString("call_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                event(row.getString("type"), row.getString("body"), json));
    }

    /** The body of such an event with nothing of the guest in it. */
    public static String withoutGuest(String type, String body, ObjectMapper json) {
        return json.writeValueAsString(event(type, body, json).withoutGuest());
    }

    private static OrderEvent event(String type, String body, ObjectMapper json) {
        return json.readValue(body, Objects.requireNonNull(TYPES.get(type)));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
