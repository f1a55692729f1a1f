package dev.sotto.orders.store;

/** The statements of one batch, in the order they run. */
final class LedgerSql {

    /** Locks the partition's row until commit and tells where it stands. */
    static final String FENCE = """
            insert into consumer_offsets (topic, partition, next_offset) values (:topic, :partition, 0)
            on conflict (topic, partition) do update set next_offset = consumer_offsets.next_offset
            returning next_offset
            """;

    static final String MOVE_FENCE = """
            update consumer_offsets set next_offset = :next where topic = :topic and partition = :partition
            """;

    static final String KNOWN_EVENTS = """
            select e.restaurant_id, e.event_id
              from order_events e
              join unnest(:restaurants::text[], :events::text[]) as i (restaurant_id, event_id)
                on (e.restaurant_id, e.event_id) = (i.restaurant_id, i.event_id)
            """;

    /**
     * Stores the events that are new and gives each its restaurant's next position. The counter's row stays locked
     * until commit, so no reader can see a position before all smaller ones are visible.
     */
    static final String STORE_EVENTS = """
            with incoming as (
              select * from unnest(:restaurants::text[], :events::text[], :orders::text[], :versions::bigint[], :calls::text[],
                                   :types::text[], :bodies::text[], :times::text[], :offsets::bigint[])
                with ordinality as i (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at, "offset", nth)
            ), fresh as (
              select distinct on (restaurant_id, event_id) i.* from incoming i
               where not exists (select from order_events e
                                  where (e.restaurant_id, e.event_id) = (i.restaurant_id, i.event_id))
               order by restaurant_id, event_id, nth
            ), counted as (
              insert into restaurant_counters as c (restaurant_id, position)
              select restaurant_id, count(*) from fresh group by restaurant_id order by restaurant_id
              on conflict (restaurant_id) do update set position = c.position + excluded.position
              returning restaurant_id, position
            )
            insert into order_events (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at,
                                      topic, partition, "offset", position)
            select f.restaurant_id, f.event_id, f.order_id, f.version, f.call_id, f.type, f.body::jsonb,
                   f.occurred_at::timestamptz, :topic, :partition, f."offset",
                   c.position - count(*) over (partition by f.restaurant_id)
                              + row_number() over (partition by f.restaurant_id order by f.nth)
              from fresh f join counted c using (restaurant_id)
            on conflict (restaurant_id, event_id) do nothing
            returning restaurant_id, event_id, position
            """;

    /** What was known of the orders before this batch; mostly nothing, for most orders are told in one go. */
    static final String EARLIER_EVENTS = """
            select e.restaurant_id, e.order_id, e.version, e.position, e.call_id, e.type, e.body::text as body, e.occurred_at
              from unnest(:restaurants::text[], :orders::text[], :before::bigint[]) as i (restaurant_id, order_id, before)
              join order_events e on (e.restaurant_id, e.order_id) = (i.restaurant_id, i.order_id) and e.position < i.before
            """;

    /** Writes what the orders are now; a new one takes the restaurant's next order number. */
    static final String PROJECT_ORDERS = """
            with incoming as (
              select * from jsonb_populate_recordset(null::orders, :rows::jsonb)
            ), arrived as (
              select i.restaurant_id, i.order_id, row_number() over (partition by i.restaurant_id order by i.first_position) as nth
                from incoming i
               where not exists (select from orders o where (o.restaurant_id, o.order_id) = (i.restaurant_id, i.order_id))
            ), counted as (
              update restaurant_counters c set order_number = c.order_number + a.orders
                from (select restaurant_id, count(*) as orders from arrived group by restaurant_id) a
               where c.restaurant_id = a.restaurant_id
              returning c.restaurant_id, c.order_number - a.orders as before
            )
            insert into orders (restaurant_id, order_id, number, call_id, channel, table_number, customer_phone, customer_name,
                                service, wanted_at, address, language, status, status_reason, total_minor, currency, version,
                                position, first_position, placed_at, changed_at)
            select i.restaurant_id, i.order_id, coalesce(c.before + a.nth, 0), i.call_id, i.channel, i.table_number,
                   i.customer_phone, i.customer_name, i.service, i.wanted_at, i.address, i.language, i.status,
                   i.status_reason, i.total_minor, i.currency, i.version, i.position, i.first_position, i.placed_at, i.changed_at
              from incoming i
              left join arrived a using (restaurant_id, order_id)
              left join counted c using (restaurant_id)
            on conflict (restaurant_id, order_id) do update
               set status = excluded.status, status_reason = excluded.status_reason, total_minor = excluded.total_minor,
                   version = excluded.version, position = excluded.position, changed_at = excluded.changed_at,
                   table_number = excluded.table_number, customer_phone = excluded.customer_phone,
                   customer_name = excluded.customer_name, service = excluded.service, wanted_at = excluded.wanted_at,
                   address = excluded.address, first_position = excluded.first_position, placed_at = excluded.placed_at, call_id = excluded.call_id
            """;

    static final String DROP_LINES = """
            delete from order_lines l using unnest(:restaurants::text[], :orders::text[]) as i (restaurant_id, order_id)
             where (l.restaurant_id, l.order_id) = (i.restaurant_id, i.order_id)
            """;

    static final String PROJECT_LINES = """
            insert into order_lines select * from jsonb_populate_recordset(null::order_lines, :rows::jsonb)
            """;

    static final String PROJECT_MARKS = """
            insert into order_marks select * from jsonb_populate_recordset(null::order_marks, :rows::jsonb)
            on conflict (restaurant_id, order_id) do update set marks = excluded.marks
            """;

    /** What was decided here and has now come back from the log is on its way no more. */
    static final String SETTLE_COMMANDS = """
            delete from commands c using unnest(:restaurants::text[], :events::text[]) as i (restaurant_id, event_id)
             where (c.restaurant_id, c.event_id) = (i.restaurant_id, i.event_id)
            """;

    /** Heard by every worker's screens once this transaction is committed, and only then. */
    static final String RING = """
            select pg_notify('sotto_tickets', r) from (select distinct unnest(:restaurants::text[])) as i (r)
            """;

    private LedgerSql() {}
}
