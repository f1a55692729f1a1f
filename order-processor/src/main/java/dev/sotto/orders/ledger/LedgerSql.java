package dev.sotto.orders.ledger;

/** The statements of one batch, in the order they run. */
final class LedgerSql {

    /** Locks the partition's row until commit and tells where it stands. */
    static final String FENCE = """
            insert into consumer_offsets (topic, partition, next_offset) values (:topic, :partition, 0)
            on conflict (topic, partition) do update set next_offset = consumer_offsets.next_offset
            returning next_offset
            """;

    /** Locks the restaurants' counters until commit, so that no reader can see a position before all smaller ones are there. */
    static final String LOCK_COUNTERS = """
            insert into restaurant_counters as c (restaurant_id)
            select distinct r from unnest(:restaurants::text[]) as i (r) order by r
            on conflict (restaurant_id) do update set position = c.position
            returning restaurant_id, position, order_number, receipt_number, credit_number
            """;

    static final String KNOWN_EVENTS = """
            select e.restaurant_id, e.event_id
              from unnest(:restaurants::text[], :events::text[]) as i (restaurant_id, event_id)
              join order_events e on (e.restaurant_id, e.event_id) = (i.restaurant_id, i.event_id)
            """;

    /** What is known of the orders; mostly nothing, for most orders are told in one go. */
    static final String EARLIER_EVENTS = """
            select e.restaurant_id, e.order_id, e.version, e.position, e.call_id, e.type, e.body::text as body, e.occurred_at
              from unnest(:restaurants::text[], :orders::text[]) as i (restaurant_id, order_id)
              join order_events e on (e.restaurant_id, e.order_id) = (i.restaurant_id, i.order_id)
            """;

    static final String STORE_EVENTS = """
            insert into order_events (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at,
                                      topic, partition, "offset", position)
            select i.restaurant_id, i.event_id, i.order_id, i.version, i.call_id, i.type, i.body::jsonb,
                   i.occurred_at::timestamptz, :topic, :partition, i."offset", i.position
              from unnest(:restaurants::text[], :events::text[], :orders::text[], :versions::bigint[], :calls::text[],
                          :types::text[], :bodies::text[], :times::text[], :offsets::bigint[], :positions::bigint[])
                as i (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at, "offset", position)
            """;

    /** An order keeps its number. */
    static final String STORE_ORDERS = """
            insert into orders (restaurant_id, order_id, number, call_id, channel, table_number, customer_phone, customer_name,
                                service, wanted_at, address, language, status, status_reason, total_minor, currency, version,
                                position, first_position, placed_at, changed_at, refunded_minor)
            select i.restaurant_id, i.order_id, i.number, i.call_id, i.channel, i.table_number, i.customer_phone, i.customer_name,
                   i.service, i.wanted_at::timestamptz, i.address, i.language, i.status, i.status_reason, i.total_minor,
                   i.currency, i.version, i.position, i.first_position, i.placed_at::timestamptz, i.changed_at::timestamptz,
                   i.refunded_minor
              from unnest(:restaurants::text[], :orders::text[], :numbers::bigint[], :calls::text[], :channels::text[],
                          :tables::text[], :phones::text[], :names::text[], :services::text[], :wanted::text[],
                          :addresses::text[], :languages::text[], :statuses::text[], :reasons::text[], :totals::bigint[],
                          :currencies::text[], :versions::bigint[], :positions::bigint[], :firsts::bigint[],
                          :placed::text[], :changed::text[], :refunded::bigint[])
                as i (restaurant_id, order_id, number, call_id, channel, table_number, customer_phone, customer_name, service,
                      wanted_at, address, language, status, status_reason, total_minor, currency, version, position,
                      first_position, placed_at, changed_at, refunded_minor)
            on conflict (restaurant_id, order_id) do update
               set status = excluded.status, status_reason = excluded.status_reason, total_minor = excluded.total_minor,
                   version = excluded.version, position = excluded.position, changed_at = excluded.changed_at,
                   table_number = excluded.table_number, customer_phone = excluded.customer_phone,
                   customer_name = excluded.customer_name, service = excluded.service, wanted_at = excluded.wanted_at,
                   address = excluded.address, first_position = excluded.first_position, placed_at = excluded.placed_at,
                   call_id = excluded.call_id, refunded_minor = excluded.refunded_minor
            """;

    static final String DROP_LINES = """
            delete from order_lines l using unnest(:restaurants::text[], :orders::text[]) as i (restaurant_id, order_id)
             where (l.restaurant_id, l.order_id) = (i.restaurant_id, i.order_id)
            """;

    static final String STORE_LINES = """
            insert into order_lines (restaurant_id, order_id, line_no, line_id, item_id, name, station, quantity,
                                     unit_price_minor, total_minor, options, added, removed, note)
            select i.restaurant_id, i.order_id, i.line_no, i.line_id, i.item_id, i.name, i.station, i.quantity,
                   i.unit_price_minor, i.total_minor, i.options::jsonb, i.added::jsonb, i.removed::jsonb, i.note
              from unnest(:restaurants::text[], :orders::text[], :numbers::bigint[], :lines::text[], :items::text[],
                          :names::text[], :stations::text[], :quantities::bigint[], :prices::bigint[], :totals::bigint[],
                          :options::text[], :added::text[], :removed::text[], :notes::text[])
                as i (restaurant_id, order_id, line_no, line_id, item_id, name, station, quantity, unit_price_minor,
                      total_minor, options, added, removed, note)
            """;

    static final String DROP_MARKS = """
            delete from order_marks m using unnest(:restaurants::text[], :orders::text[]) as i (restaurant_id, order_id)
             where (m.restaurant_id, m.order_id) = (i.restaurant_id, i.order_id)
            """;

    static final String STORE_MARKS = """
            insert into order_marks (restaurant_id, order_id, marks)
            select i.restaurant_id, i.order_id, i.marks::jsonb
              from unnest(:restaurants::text[], :orders::text[], :marks::text[]) as i (restaurant_id, order_id, marks)
            """;

    static final String STORE_RECEIPTS = """
            insert into receipts (restaurant_id, order_id, nth, kind, number, refers_to, position, issued_at, cause, reason, by,
                                  currency, total_minor, lines, taxes)
            select i.restaurant_id, i.order_id, i.nth, i.kind, i.number, i.refers_to::int, i.position, i.issued_at::timestamptz,
                   i.cause, i.reason, i.by, i.currency, i.total_minor, i.lines::jsonb, i.taxes::jsonb
              from unnest(:restaurants::text[], :orders::text[], :nths::bigint[], :kinds::text[], :numbers::bigint[],
                          :refers::text[], :positions::bigint[], :issued::text[], :causes::text[], :reasons::text[],
                          :bys::text[], :currencies::text[], :totals::bigint[], :lines::text[], :taxes::text[])
                as i (restaurant_id, order_id, nth, kind, number, refers_to, position, issued_at, cause, reason, by, currency,
                      total_minor, lines, taxes)
            """;

    static final String COUNT = """
            update restaurant_counters c
               set position = i.position, order_number = i.number, receipt_number = i.receipt, credit_number = i.credit
              from unnest(:restaurants::text[], :positions::bigint[], :numbers::bigint[], :receipts::bigint[],
                          :credits::bigint[])
                as i (restaurant_id, position, number, receipt, credit)
             where c.restaurant_id = i.restaurant_id
            """;

    /** Heard by every worker's screens once this transaction is committed, and only then. */
    static final String RING = """
            select pg_notify('sotto_tickets', r) from (select distinct unnest(:restaurants::text[])) as i (r)
            """;

    /** Moves the fence; and what was decided here and has now come back from the log is on its way no more. */
    static final String MOVE_FENCE = """
            with settled as (
              delete from commands c using unnest(:restaurants::text[], :events::text[]) as i (restaurant_id, event_id)
               where (c.restaurant_id, c.event_id) = (i.restaurant_id, i.event_id)
            )
            update consumer_offsets set next_offset = :next where topic = :topic and partition = :partition
            """;

    /** The same for a record that no table takes; never back. */
    static final String PASS = """
            insert into consumer_offsets (topic, partition, next_offset) values (:topic, :partition, :next)
            on conflict (topic, partition) do update
              set next_offset = greatest(consumer_offsets.next_offset, excluded.next_offset)
            """;

    private LedgerSql() {}
}
