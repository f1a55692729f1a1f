package dev.sotto.orders.store;

import dev.sotto.orders.order.TicketStatus;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads tickets, always of one restaurant. */
public final class Tickets {

    private static final int PHONE_ENDING_DIGITS = 2;

    private static final String SELECT = """
            select o.*, (select coalesce(json_agg(json_build_object(
                       'lineId', l.line_id, 'itemId', l.item_id, 'name', l.name, 'station', l.station, 'quantity', l.quantity,
                       'unitPriceMinor', l.unit_price_minor, 'totalMinor', l.total_minor, 'options', l.options,
                       'added', l.added, 'removed', l.removed, 'note', l.note) order by l.line_no), '[]')::text
                     from order_lines l where (l.restaurant_id, l.order_id) = (o.restaurant_id, o.order_id)) as lines,
                   coalesce((select m.marks::text from order_marks m
                              where (m.restaurant_id, m.order_id) = (o.restaurant_id, o.order_id)), '{}') as marks
              from orders o
             where o.restaurant_id = :restaurant
            """;

    private static final String CHANGED = SELECT + """
               and o.position > :after and o.position <= :upTo and o.status = any (:statuses::text[])
             order by o.position limit :limit
            """;

    private static final String OPEN = SELECT + """
               and o.position > :after and o.position <= :upTo
               and (o.status in ('RECEIVED', 'PREPARING') or (o.status = 'READY' and o.changed_at > now() - :left::interval))
             order by o.position limit :limit
            """;

    private static final String ONE = SELECT + " and o.order_id = :order";

    private static final String POSITION = """
            select coalesce((select position from restaurant_counters where restaurant_id = :restaurant), 0) as position
            """;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final @Nullable Remembered remembered;

    /** Reads every time. */
    public Tickets(Postgres postgres) {
        this(postgres, null);
    }

    /** @param remembered what was read before and is still true; null to read every time */
    public Tickets(Postgres postgres, @Nullable Remembered remembered) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.remembered = remembered;
    }

    private record Changed(Set<TicketStatus> statuses, Window window) {}

    private record Open(Window window, Duration leftWithin) {}

    private record One(String orderId) {}

    private record Counted() {}

    /** Which changes to read: after one position, up to another (both of the restaurant's count), so many at most. */
    public record Window(long after, long upTo, int limit) {
        public static Window after(long position, int limit) {
            return new Window(position, Long.MAX_VALUE, limit);
        }
    }

    /** The tickets that changed in the window and now have one of these statuses, in the order of their last change. */
    public Flux<Ticket> changed(String restaurantId, Collection<TicketStatus> statuses, Window window) {
        return reading(
                restaurantId,
                new Changed(Set.copyOf(statuses), window),
                client.sql(CHANGED)
                        .bind("restaurant", restaurantId)
                        .bind("after", window.after())
                        .bind("upTo", window.upTo())
                        .bind("statuses", statuses.stream().map(Enum::name).toArray(String[]::new))
                        .bind("limit", window.limit())
                        .map(Tickets::ticket)
                        .all());
    }

    public Flux<Ticket> changed(String restaurantId, Window window) {
        return changed(restaurantId, EnumSet.allOf(TicketStatus.class), window);
    }

    /** What a fresh screen must know: the open tickets, and those that left the kitchen so shortly ago that they may come back. */
    public Flux<Ticket> open(String restaurantId, Window window, Duration leftWithin) {
        return reading(
                restaurantId,
                new Open(window, leftWithin),
                client.sql(OPEN)
                        .bind("restaurant", restaurantId)
                        .bind("after", window.after())
                        .bind("upTo", window.upTo())
                        .bind("left", leftWithin.toSeconds() + " seconds")
                        .bind("limit", window.limit())
                        .map(Tickets::ticket)
                        .all());
    }

    public Mono<Ticket> find(String restaurantId, String orderId) {
        return reading(
                        restaurantId,
                        new One(orderId),
                        client.sql(ONE)
                                .bind("restaurant", restaurantId)
                                .bind("order", orderId)
                                .map(Tickets::ticket)
                                .all())
                .singleOrEmpty();
    }

    private <T> Flux<T> reading(String restaurantId, Record asked, Flux<T> rows) {
        Flux<T> read = postgres.reading(Reach.of(restaurantId), rows);
        return remembered == null ? read : remembered.reading(restaurantId, asked, read);
    }

    /** How far the restaurant's events are counted; 0 when it has none. */
    public Mono<Long> position(String restaurantId) {
        return reading(
                        restaurantId,
                        new Counted(),
                        client.sql(POSITION)
                                .bind("restaurant", restaurantId)
                                .map(row -> required(row, "position", Long.class))
                                .all())
                .single();
    }

    private static Ticket ticket(Readable row) {
        String phone = row.get("customer_phone", String.class);
        return new Ticket(
                required(row, "restaurant_id", String.class),
                required(row, "order_id", String.class),
                required(row, "number", Long.class),
                required(row, "position", Long.class),
                required(row, "version", Long.class),
                TicketStatus.valueOf(required(row, "status", String.class)),
                row.get("status_reason", String.class),
                required(row, "channel", String.class),
                row.get("table_number", String.class),
                phone,
                ending(phone),
                row.get("customer_name", String.class),
                row.get("service", String.class),
                time(row.get("wanted_at", OffsetDateTime.class)),
                row.get("address", String.class),
                required(row, "language", String.class),
                required(row, "placed_at", OffsetDateTime.class).toInstant(),
                required(row, "changed_at", OffsetDateTime.class).toInstant(),
                required(row, "total_minor", Long.class),
                required(row, "currency", String.class),
                required(row, "lines", String.class),
                required(row, "marks", String.class));
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable String ending(@Nullable String phone) {
        if (phone == null) {
            return null;
        }
        String digits = phone.replaceAll("\\D", "");
        return digits.length() <= PHONE_ENDING_DIGITS ? null : digits.substring(digits.length() - PHONE_ENDING_DIGITS);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
