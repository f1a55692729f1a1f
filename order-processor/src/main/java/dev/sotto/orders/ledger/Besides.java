package dev.sotto.orders.ledger;

import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRefunded;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.order.TicketMarked;
import java.util.List;
import java.util.stream.Stream;

/** The tables of what guests ask for besides orders, each filled from the events that were just stored. */
final class Besides {

    private static final String AMONG = """
              join unnest(:restaurants::text[], :events::text[]) as i (restaurant_id, event_id)
                on (e.restaurant_id, e.event_id) = (i.restaurant_id, i.event_id)
            """;

    private static final String STORED = " from order_events e\n" + AMONG + " where %s on conflict do nothing";

    private static final String BOOKINGS = """
            insert into bookings select e.restaurant_id, e.order_id, e.call_id, e.body ->> 'name', e.body ->> 'phone',
                   (e.body ->> 'guests')::int, (e.body ->> 'at')::timestamptz, e.occurred_at
            """ + STORED.formatted("e.type = 'TableBooked'");

    private static final String CLAIMS = """
            insert into claims select e.restaurant_id, e.order_id, e.call_id, e.body ->> 'aboutOrderId', e.body ->> 'category',
                   (e.body ->> 'priority')::int, e.body ->> 'description', e.body ->> 'tone',
                   (e.body ->> 'withinTerms')::boolean, e.body ->> 'phone', e.occurred_at,
                   coalesce((e.body ->> 'evidence')::boolean, false)
            """ + STORED.formatted("e.type = 'ClaimOpened'");

    private static final String PROMISES =
            """
            insert into claim_actions select e.restaurant_id, e.order_id, e.event_id, e.body ->> 'resolution', 'dialogue',
                   e.occurred_at
            """ + STORED.formatted("e.type = 'ClaimOpened' and e.body ->> 'resolution' is not null");

    private static final String CALLBACKS = """
            insert into callbacks select e.restaurant_id, e.order_id, e.call_id, e.body ->> 'phone', e.body ->> 'name',
                   e.body ->> 'summary', e.occurred_at
            """ + STORED.formatted("e.type = 'CallbackAsked'");

    private Besides() {}

    /** What all events together call for, in tables that are empty. */
    static List<String> ofAll() {
        return Stream.of(BOOKINGS, CLAIMS, PROMISES, CALLBACKS)
                .map(sql -> sql.replace(AMONG, ""))
                .toList();
    }

    /** The statements a batch of these events calls for; mostly none. */
    static List<String> statements(List<Entry> entries) {
        return entries.stream().flatMap(Besides::of).distinct().toList();
    }

    private static Stream<String> of(Entry entry) {
        return switch (entry.order().event()) {
            case TableBooked booked -> Stream.of(BOOKINGS);
            case ClaimOpened claim -> Stream.of(CLAIMS, PROMISES);
            case CallbackAsked asked -> Stream.of(CALLBACKS);
            case OrderPlaced _, OrderAmended _, OrderCancelled _, OrderStatusChanged _ -> Stream.of();
            case TicketMarked _, OrderMovedToTable _, OrderRefunded _ -> Stream.of();
        };
    }
}
