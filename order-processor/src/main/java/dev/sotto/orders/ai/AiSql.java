package dev.sotto.orders.ai;

/** The statement that tells of the last days what models took and how well callers were understood. */
final class AiSql {

    /** Days of the restaurant's clock, the last of them today. */
    private static final String SPAN = """
            day as (
              select coalesce((select time_zone from restaurants where restaurant_id = :restaurant), 'UTC') as zone
            ), span as (
              select zone, (now() at time zone zone)::date - (:days - 1) as first, (now() at time zone zone)::date as last,
                     ((now() at time zone zone)::date - (:days - 1))::timestamp at time zone zone as starts,
                     ((now() at time zone zone)::date + 1)::timestamp at time zone zone as ends
                from day
            )
            """;

    private static final String WITHIN =
            "restaurant_id = :restaurant and %1$s >= (select starts from span)" + " and %1$s < (select ends from span)";

    /**
     * What was said is looked up for each call, and what was changed for each order: how many there were is not known when the
     * plan is made. An order was corrected before the guest agreed when one of its lines as read back was gone or different in
     * the next reading; what he only added corrects nothing.
     */
    private static final String COUNTED = """
            asked as (
              select *, (asked_at at time zone (select zone from span))::date as day from ai_usage where %s
            ), called as (
              select c.*, (started_at at time zone (select zone from span))::date as day from calls c where %s
            ), said as (
              select c.day, w.sentences, w.misheard
                from called c cross join lateral (
                  select count(*) as sentences, count(*) filter (where speaker = 'unclear') as misheard from call_words w
                   where (w.restaurant_id, w.call_id) = (c.restaurant_id, c.call_id) and w.speaker <> 'sotto'
                     and w.said_at >= c.started_at - interval '1 hour' and w.said_at < c.started_at + interval '5 hours') w
            ), readings as (
              select call_id, nth, read_at, not (lines @> lag(lines) over (partition by call_id, nth order by revision)) as changed
                from call_readings where %s
            ), read_back as (
              select (min(read_at) at time zone (select zone from span))::date as day, coalesce(bool_or(changed), false) as corrected
                from readings group by call_id, nth
            ), placed as (
              select (placed_at at time zone (select zone from span))::date as day,
                     (select count(*) from (
                        select from order_events e where (e.restaurant_id, e.order_id) = (o.restaurant_id, o.order_id)
                           and e.type = 'OrderAmended' limit 1) e) as amended
                from orders o where %s
            )
            """.formatted(
                    WITHIN.formatted("asked_at"),
                    WITHIN.formatted("started_at"),
                    WITHIN.formatted("read_at"),
                    WITHIN.formatted("placed_at"));

    private static final String TOOK = """
            count(*) as questions, count(*) filter (where outcome = 'ACCEPTED') as accepted,
            count(*) filter (where outcome = 'REFUSED') as refused, count(*) filter (where outcome = 'UNSURE') as unsure,
            count(*) filter (where outcome = 'FAILED') as failed, count(*) filter (where outcome = 'CANCELLED') as cancelled,
            coalesce(sum(prompt_tokens), 0)::bigint as "promptTokens",
            coalesce(sum(completion_tokens), 0)::bigint as "completionTokens",
            count(*) filter (where estimated) as estimated, coalesce(sum(cost_micros), 0)::bigint as "costMicros",
            round(percentile_cont(0.5) within group (order by latency_millis)) as "latencyMedian",
            round(percentile_cont(0.95) within group (order by latency_millis)) as "latencyP95",
            round(percentile_cont(0.5) within group (order by first_token_millis)) as "firstTokenMedian"
            """;

    private static final String UNDERSTOOD = """
            dates as (
              select generate_series(first, last, interval '1 day')::date as day from span
            ), by_day as (
              select day, coalesce(calls, 0) as calls, coalesce(transferred, 0) as transferred, coalesce(sentences, 0) as sentences,
                     coalesce(misheard, 0) as misheard, coalesce(readings, 0) as "readBack", coalesce(corrected, 0) as corrected,
                     coalesce(orders, 0) as orders, coalesce(amended, 0) as amended
                from dates
                left join (select day, count(*) as calls, count(transferred_to) as transferred from called group by day) c using (day)
                left join (select day, sum(sentences)::bigint as sentences, sum(misheard)::bigint as misheard
                             from said group by day) s using (day)
                left join (select day, count(*) as readings, count(*) filter (where corrected) as corrected
                             from read_back group by day) r using (day)
                left join (select day, count(*) as orders, sum(amended) as amended from placed group by day) o using (day)
            ), took as (
              select day, %s from asked group by grouping sets ((day), ())
            )
            """.formatted(TOOK);

    /** How many of the calls that took most are told. */
    private static final int MOST_CALLS = 20;

    static final String FIGURES =
            "with " + SPAN + ", " + COUNTED + ", " + UNDERSTOOD + """
            select json_build_object(
              'from', (select first from span), 'to', (select last from span), 'currency', 'EUR',
              'took', (select to_jsonb(t) - 'day' from took t where day is null),
              'calls', (select count(distinct call_id) from asked),
              'understood', (select row_to_json(u) from (
                 select sum(calls) as calls, sum(transferred) as transferred, sum(sentences) as sentences, sum(misheard) as misheard,
                        sum("readBack") as "readBack", sum(corrected) as corrected, sum(orders) as orders, sum(amended) as amended
                   from by_day) u),
              'days', (select json_agg(to_jsonb(d) || jsonb_build_object('questions', coalesce(t.questions, 0),
                                'costMicros', coalesce(t."costMicros", 0), 'latencyMedian', t."latencyMedian",
                                'latencyP95', t."latencyP95") order by d.day)
                         from by_day d left join took t using (day)),
              'models', (select coalesce(json_agg(m order by m."costMicros" desc, m.questions desc), '[]') from (
                 select colleague, model, %s from asked group by 1, 2) m),
              'dearest', (select coalesce(json_agg(c order by c."costMicros" desc, c.questions desc, c.id), '[]') from (
                 select t.*, c.started_at as at, c.source, c.caller_number as phone, c.table_number as "table",
                        c.transferred_to as "transferredTo"
                   from (select call_id as id, %s from asked where call_id is not null
                          group by 1 order by sum(cost_micros) desc, count(*) desc, 1 limit %d) t
                   join calls c on (c.restaurant_id, c.call_id) = (:restaurant, t.id)) c))::text as page
            """.formatted(TOOK, TOOK, MOST_CALLS);

    private AiSql() {}
}
