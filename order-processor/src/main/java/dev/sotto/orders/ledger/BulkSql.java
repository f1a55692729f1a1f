package dev.sotto.orders.ledger;

/** The statements of a rebuild, in the order they run. */
final class BulkSql {

    /** Sorting everything once wants other plans than looking up a few keys. */
    static final String SESSION = """
            set role sotto_intake;
            set work_mem = '96MB';
            set enable_indexscan = off;
            set enable_bitmapscan = off;
            set enable_nestloop = off;
            set jit = off
            """;

    static final String ARRIVALS = """
            create temp table arrivals (
              nth bigint, restaurant_id text, event_id text, order_id text, version bigint, call_id text, type text, body jsonb,
              occurred_at timestamptz, partition int, "offset" bigint)
            """;

    /** Tables that only some may write rows of take nothing by COPY. */
    static final String DRAWN = """
            create temp table drawn (like orders);
            alter table drawn drop column number;
            create temp table drawn_lines (like order_lines);
            create temp table drawn_marks (like order_marks)
            """;

    static final String STORE_LINES = "insert into order_lines select * from drawn_lines";

    static final String STORE_MARKS = "insert into order_marks select * from drawn_marks";

    static final String ARRIVALS_COLUMNS =
            "arrivals (nth, restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at, partition, \"offset\")";

    /** The first arrival of each event counts. */
    static final String STORE_EVENTS = """
            insert into order_events (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at,
                                      topic, partition, "offset", position)
            select restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at, ?, partition, "offset",
                   row_number() over (partition by restaurant_id order by nth)
              from (select distinct on (restaurant_id, event_id) * from arrivals order by restaurant_id, event_id, nth) as firsts
            """;

    static final String EVENTS_BY_ORDER = """
            select restaurant_id, order_id, version, position, call_id, type, body::text as body, occurred_at
              from order_events order by restaurant_id, order_id, position
            """;

    static final String DRAWN_COLUMNS = """
            drawn (restaurant_id, order_id, call_id, channel, table_number, customer_phone, customer_name, service, wanted_at,
                   address, language, status, status_reason, total_minor, currency, version, position, first_position, placed_at,
                   changed_at, refunded_minor)
            """;

    /** Orders are numbered in the order in which they were placed. */
    static final String STORE_ORDERS = """
            insert into orders (restaurant_id, order_id, number, call_id, channel, table_number, customer_phone, customer_name,
                                service, wanted_at, address, language, status, status_reason, total_minor, currency, version,
                                position, first_position, placed_at, changed_at, refunded_minor)
            select restaurant_id, order_id, row_number() over (partition by restaurant_id order by first_position), call_id,
                   channel, table_number, customer_phone, customer_name, service, wanted_at, address, language, status,
                   status_reason, total_minor, currency, version, position, first_position, placed_at, changed_at,
                   refunded_minor
              from drawn
            """;

    static final String COUNT = """
            insert into restaurant_counters (restaurant_id, position, order_number)
            select e.restaurant_id, e.events, coalesce(o.orders, 0)
              from (select restaurant_id, count(*) as events from order_events group by restaurant_id) e
              left join (select restaurant_id, count(*) as orders from orders group by restaurant_id) o using (restaurant_id)
            """;

    static final String FENCES = """
            insert into consumer_offsets (topic, partition, next_offset)
            select ?, partition, max("offset") + 1 from arrivals group by partition
            """;

    private BulkSql() {}
}
