package dev.sotto.orders.erasure;

import java.util.LinkedHashMap;
import java.util.Map;

/** The statements that find a guest by his number, and that leave his rows without him. */
final class ErasureSql {

    private static final String HIS = "regexp_replace(%s, '[^0-9]', '', 'g') ~ :pattern";

    /** An event that still says something of him, of those whose words were not taken out already. */
    private static final String TELLS = """
            coalesce(nullif(body ->> 'customerPhone', ''), nullif(body ->> 'customerName', ''), nullif(body ->> 'address', ''),
                     nullif(body ->> 'phone', ''), case when type in ('TableBooked', 'CallbackAsked') then nullif(body ->> 'name', '') end,
                     case when type = 'OrderCancelled' then nullif(body ->> 'reason', '') end, nullif(body ->> 'summary', ''),
                     nullif(body ->> 'description', '')) is not null or body @? '$.lines[*].note ? (@ != null)'
            """;

    /** What is counted, and what the count is called. */
    private static final Map<String, String> COUNTS = counts();

    static final String FIND = """
            with mine as (
              select call_id, null as order_id from calls where restaurant_id = :restaurant and %s
              union all select call_id, order_id from orders where restaurant_id = :restaurant and %s
              union all select call_id, booking_id from bookings where restaurant_id = :restaurant and %s
              union all select call_id, claim_id from claims where restaurant_id = :restaurant and %s
              union all select call_id, callback_id from callbacks where restaurant_id = :restaurant and %s
            ), spoken as (
              select distinct m.call_id from mine m where m.call_id is not null and not exists (
                select from calls c where c.restaurant_id = :restaurant and c.call_id = m.call_id and c.source = 'EARPIECE')
            ), wanted as (
              select order_id from mine where order_id is not null
              union select e.order_id from order_events e join spoken s on s.call_id = e.call_id
                     where e.restaurant_id = :restaurant
            )
            select array(select call_id from spoken order by 1) as call_ids, array(select order_id from wanted order by 1) as order_ids,
                   exists (select from calls c join spoken s using (call_id) where c.restaurant_id = :restaurant
                              and c.ended_at is null and c.started_at > now() - interval '4 hours') as talking, %s
            """.formatted(
                    HIS.formatted("caller_number"),
                    HIS.formatted("customer_phone"),
                    HIS.formatted("phone"),
                    HIS.formatted("phone"),
                    HIS.formatted("phone"),
                    String.join(
                            ", ",
                            COUNTS.entrySet().stream()
                                    .map(count -> "(" + count.getValue() + ") as " + count.getKey())
                                    .toList()));

    static final String EVENTS = """
            select event_id, type, body::text as body, false as waiting from order_events
             where restaurant_id = :restaurant and order_id = any(:orders)
            union all
            select event_id, type, body::text, true from commands
             where restaurant_id = :restaurant and order_id = any(:orders)
            """;

    static final String REDRAW_EVENTS = redraw("order_events");
    static final String REDRAW_COMMANDS = redraw("commands");

    /** By what they are, as in the counts. Each leaves alone what it has nothing to take from. */
    static final Map<String, String> ERASE = erase();

    static final String RING = "select pg_notify('sotto_tickets', :restaurant), pg_notify('sotto_calls', :restaurant)";

    private ErasureSql() {}

    static Iterable<String> counted() {
        return COUNTS.keySet();
    }

    private static Map<String, String> counts() {
        String orders = " where restaurant_id = :restaurant and %s in (select order_id from wanted)";
        String calls = " where restaurant_id = :restaurant and call_id in (select call_id from spoken)";
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put(
                "orders",
                "select count(*) from orders" + orders.formatted("order_id")
                        + " and (customer_phone is not null or customer_name is not null or address is not null or status_reason <> '')");
        counts.put(
                "notes", "select count(*) from order_lines" + orders.formatted("order_id") + " and note is not null");
        counts.put(
                "bookings",
                "select count(*) from bookings" + orders.formatted("booking_id")
                        + " and (name <> '' or phone is not null)");
        counts.put(
                "claims",
                "select count(*) from claims" + orders.formatted("claim_id")
                        + " and (description <> '' or phone is not null)");
        counts.put(
                "callbacks",
                "select count(*) from callbacks" + orders.formatted("callback_id")
                        + " and (phone <> '' or name is not null or summary <> '')");
        counts.put(
                "events", "select count(*) from order_events" + orders.formatted("order_id") + " and (" + TELLS + ")");
        counts.put(
                "calls",
                "select count(*) from calls" + calls + " and (caller_number is not null or saying is not null)");
        counts.put("sentences", "select count(*) from call_words" + calls);
        return counts;
    }

    private static String redraw(String table) {
        return "update " + table
                + " e set body = i.body::jsonb from unnest(:events::text[], :bodies::text[]) as i (event_id, body)"
                + " where e.restaurant_id = :restaurant and e.event_id = i.event_id and e.body <> i.body::jsonb";
    }

    private static Map<String, String> erase() {
        String orders = " where restaurant_id = :restaurant and %s = any(:orders)";
        String calls = " where restaurant_id = :restaurant and call_id = any(:calls)";
        Map<String, String> erase = new LinkedHashMap<>();
        erase.put(
                "orders",
                """
                update orders set customer_phone = null, customer_name = null, address = null,
                       status_reason = case when status_reason is not null then '' end
                """ + orders.formatted("order_id")
                        + " and (customer_phone is not null or customer_name is not null or address is not null or status_reason <> '')");
        erase.put(
                "notes", "update order_lines set note = null" + orders.formatted("order_id") + " and note is not null");
        erase.put(
                "bookings",
                "update bookings set name = '', phone = null" + orders.formatted("booking_id")
                        + " and (name <> '' or phone is not null)");
        erase.put(
                "claims",
                "update claims set description = '', phone = null" + orders.formatted("claim_id")
                        + " and (description <> '' or phone is not null)");
        erase.put("pictures", "delete from claim_pictures" + orders.formatted("claim_id"));
        erase.put(
                "callbacks",
                "update callbacks set phone = '', name = null, summary = ''" + orders.formatted("callback_id")
                        + " and (phone <> '' or name is not null or summary <> '')");
        erase.put(
                "calls",
                "update calls set caller_number = null, saying = null" + calls
                        + " and (caller_number is not null or saying is not null)");
        erase.put("sentences", "delete from call_words" + calls);
        erase.put("readings", "delete from call_readings" + calls);
        return erase;
    }
}
