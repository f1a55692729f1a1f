package dev.sotto.orders.calls;

import java.util.Map;

/** The statements that write calls down; what happens to a call may be heard before that it began. */
final class CallSql {

    private static final String KEYS = "unnest(:restaurants::text[], :calls::text[], :times::text[], :said::text[])"
            + " as i (restaurant_id, call_id, at, said)";

    static final String BEGIN = """
            insert into calls (restaurant_id, call_id, started_at, source, caller_number, called_number, table_number, device_id,
                               language)
            select distinct on (restaurant_id, call_id)
                   restaurant_id, call_id, at::timestamptz, source, caller, called, table_number, device, language
              from unnest(:restaurants::text[], :calls::text[], :times::text[], :sources::text[], :callers::text[],
                          :called::text[], :tables::text[], :devices::text[], :languages::text[])
                as i (restaurant_id, call_id, at, source, caller, called, table_number, device, language)
             order by restaurant_id, call_id, at::timestamptz
            on conflict (restaurant_id, call_id) do update
               set started_at = excluded.started_at, source = excluded.source, caller_number = excluded.caller_number,
                   called_number = excluded.called_number, table_number = excluded.table_number,
                   device_id = excluded.device_id, language = excluded.language
            """;

    static final String DEVICES = """
            insert into devices (restaurant_id, device_id, kind, table_number, first_seen_at, last_seen_at)
            select restaurant_id, device, 'earpiece', max(table_number), min(at::timestamptz), max(at::timestamptz)
              from unnest(:restaurants::text[], :devices::text[], :tables::text[], :times::text[])
                as i (restaurant_id, device, table_number, at)
             group by restaurant_id, device
            on conflict (restaurant_id, device_id) do update
               set first_seen_at = least(devices.first_seen_at, excluded.first_seen_at),
                   last_seen_at = greatest(devices.last_seen_at, excluded.last_seen_at),
                   table_number = excluded.table_number
            """;

    /** One restaurant's revocation is none of another's devices; * is everybody's. */
    static final String REVOKE = """
            with ended as (
              delete from device_grants where device_id = :device and :restaurant in (restaurant_id, '*')
            )
            update devices set revoked_at = coalesce(revoked_at, :at)
             where device_id = :device and :restaurant in (restaurant_id, '*')
            """;

    /** By what happened. */
    static final Map<String, String> BECAME = Map.of(
            "answered", became("answered_at", "max(at::timestamptz)"),
            "held", became("on_hold", "true"),
            "resumed", became("on_hold", "false"),
            "transferred", became("transferred_to", "max(said)"),
            "ended", became("ended_at, end_reason", "max(at::timestamptz), max(said)"));

    static final String SAYING = """
            update calls c set saying = i.words from unnest(:restaurants::text[], :calls::text[], :words::text[])
                as i (restaurant_id, call_id, words)
             where (c.restaurant_id, c.call_id) = (i.restaurant_id, i.call_id) and c.ended_at is null
               and c.saying is distinct from i.words
            """;

    /** A turn of ours is told by every state until the next: the first telling stands. */
    static final String SAID = """
            insert into call_words (restaurant_id, call_id, said_at, words_id, nth, speaker, words, confidence)
            select distinct on (restaurant_id, call_id, id, nth) restaurant_id, call_id, at::timestamptz, id, nth, speaker, words,
                   confidence::double precision
              from unnest(:restaurants::text[], :calls::text[], :times::text[], :ids::text[], :nths::int[], :speakers::text[],
                          :words::text[], :confidences::text[])
                as i (restaurant_id, call_id, at, id, nth, speaker, words, confidence)
             where not exists (select from call_words w
                                where (w.restaurant_id, w.call_id, w.words_id, w.nth) = (i.restaurant_id, i.call_id, i.id, i.nth)
                                  and w.said_at between i.at::timestamptz - interval '1 day' and i.at::timestamptz + interval '1 day')
             order by restaurant_id, call_id, id, nth, at
            on conflict do nothing
            """;

    static final String READ_BACK = """
            insert into call_readings (restaurant_id, call_id, revision, nth, read_at, lines)
            select restaurant_id, call_id, revision, nth, at::timestamptz, string_to_array(lines, ' ')
              from unnest(:restaurants::text[], :calls::text[], :times::text[], :revisions::bigint[], :nths::int[], :lines::text[])
                as i (restaurant_id, call_id, at, revision, nth, lines)
            on conflict do nothing
            """;

    static final String HEARD = """
            insert into call_offsets (topic, partition, next_offset)
            select topic, partition, max("offset") + 1
              from unnest(:topics::text[], :partitions::int[], :offsets::bigint[]) as i (topic, partition, "offset")
             group by topic, partition order by topic, partition
            on conflict (topic, partition) do update set next_offset = greatest(call_offsets.next_offset, excluded.next_offset)
            """;

    static final String RING =
            "select pg_notify(:channel, r) from (select distinct unnest(:restaurants::text[])) as i (r)";

    static final String MAKE_MONTHS = "select make_months(:now)";

    private CallSql() {}

    /** A call nobody heard beginning is written down from when it was first heard of. */
    private static String became(String columns, String values) {
        String excluded = columns.contains(",")
                ? "ended_at = excluded.ended_at, end_reason = excluded.end_reason, saying = null"
                : columns + " = excluded." + columns;
        return "insert into calls (restaurant_id, call_id, started_at, " + columns + ") select restaurant_id, call_id,"
                + " min(at::timestamptz), " + values + " from " + KEYS + " group by restaurant_id, call_id"
                + " on conflict (restaurant_id, call_id) do update set " + excluded;
    }
}
