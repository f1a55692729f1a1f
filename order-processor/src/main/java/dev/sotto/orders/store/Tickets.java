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
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads tickets, always of one restaurant. */
public final class Tickets {

    private static final int PHONE_ENDING_DIGITS = 2;

    /** Of such orders, which are few by then, everything. */
    private static final String OF = """
            select o.*, (select coalesce(json_agg(json_build_object(
                       'lineId', l.line_id, 'itemId', l.item_id, 'name', l.name, 'station', l.station, 'quantity', l.quantity,
                       'unitPriceMinor', l.unit_price_minor, 'totalMinor', l.total_minor, 'options', l.options,
                       'added', l.added, 'removed', l.removed, 'note', l.note) order by l.line_no), '[]')::text
                     from order_lines l where (l.restaurant_id, l.order_id) = (o.restaurant_id, o.order_id)) as lines,
                   coalesce((select m.marks::text from order_marks m
                              where (m.restaurant_id, m.order_id) = (o.restaurant_id, o.order_id)), '{}') as marks
              from (%s) o order by o.position
            """;

    private static final String IN_THE_WINDOW =
            " restaurant_id = :restaurant and position > :after and position <= :upTo ";

    private static final String FIRST = " order by position limit :limit";

    private static final String CHANGED = OF.formatted("select * from orders where" + IN_THE_WINDOW + FIRST);

    /** Status by status, since the index holds each in the order of positions, and all of them together in none. */
    private static final String CHANGED_TO =
            OF.formatted("select r.* from unnest(:statuses::text[]) s cross join lateral (select * from orders where"
                    + IN_THE_WINDOW + "and status = s" + FIRST + ") r" + FIRST);

    /** What waits to be fetched may have waited for years where nobody tells that it was: the young are found by their age. */
    private static final String OPEN = OF.formatted("with fetched as materialized (select * from orders"
            + " where restaurant_id = :restaurant and status = 'READY' and changed_at > now() - :left::interval) "
            + "(select * from orders where" + IN_THE_WINDOW + "and status = 'RECEIVED'" + FIRST + ") union all "
            + "(select * from orders where" + IN_THE_WINDOW + "and status = 'PREPARING'" + FIRST + ") union all "
            + "(select * from fetched where" + IN_THE_WINDOW + ")" + FIRST);

    private static final String ONE =
            OF.formatted("select * from orders where restaurant_id = :restaurant and order_id = :order");

    private static final String POSITION = """
            select coalesce((select position from restaurant_counters where restaurant_id = :restaurant), 0) as position
            """;

    private final Postgres postgres;
    private final DatabaseClient client;
    private final @Nullable Remembered remembered;
    private final boolean looking;

    /** Reads every time. */
    public Tickets(Postgres postgres) {
        this(postgres, null, false);
    }

    /** Reads every time, and from the replica where that will do. */
    public static Tickets looking(Postgres postgres) {
        return new Tickets(postgres, null, true);
    }

    /** @param remembered what was read before and is still true */
    public Tickets(Postgres postgres, Remembered remembered) {
        this(postgres, remembered, false);
    }

    private Tickets(Postgres postgres, @Nullable Remembered remembered, boolean looking) {
        this.looking = looking;
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
        Set<TicketStatus> wanted = Set.copyOf(statuses);
        GenericExecuteSpec query = wanted.size() == TicketStatus.values().length
                ? client.sql(CHANGED)
                : client.sql(CHANGED_TO)
                        .bind("statuses", wanted.stream().map(Enum::name).toArray(String[]::new));
        return reading(restaurantId, new Changed(wanted, window), in(window, restaurantId, query));
    }

    public Flux<Ticket> changed(String restaurantId, Window window) {
        return changed(restaurantId, EnumSet.allOf(TicketStatus.class), window);
    }

    /** What a fresh screen must know: the open tickets, and those that left the kitchen so shortly ago that they may come back. */
    public Flux<Ticket> open(String restaurantId, Window window, Duration leftWithin) {
        return reading(
                restaurantId,
                new Open(window, leftWithin),
                in(window, restaurantId, client.sql(OPEN).bind("left", leftWithin.toSeconds() + " seconds")));
    }

    private static Flux<Ticket> in(Window window, String restaurantId, GenericExecuteSpec query) {
        return query.bind("restaurant", restaurantId)
                .bind("after", window.after())
                .bind("upTo", window.upTo())
                .bind("limit", window.limit())
                .map(Tickets::ticket)
                .all();
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
        Flux<T> read = looking ? postgres.looking(restaurantId, rows) : postgres.reading(Reach.of(restaurantId), rows);
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
                more(required(row, "refunded_minor", Long.class)),
                required(row, "lines", String.class),
                required(row, "marks", String.class));
    }

    private static @Nullable Long more(long amount) {
        return amount == 0 ? null : Long.valueOf(amount);
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
