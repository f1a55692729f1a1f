package dev.sotto.orders.manager;

import dev.sotto.orders.store.Postgres;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** What is written down about one restaurant, as JSON made by the database. */
public final class Book {

    private static final String WORDS = """
            select coalesce(json_agg(json_build_object('at', w.said_at, 'speaker', w.speaker, 'words', w.words,
                     'confidence', w.confidence) order by w.said_at, w.nth), '[]')
              from call_words w where (w.restaurant_id, w.call_id) = (c.restaurant_id, c.call_id)
               and w.said_at >= c.started_at - interval '1 hour'
            """;

    private static final String CALL = """
            select json_build_object('id', c.call_id, 'at', c.started_at, 'source', c.source, 'phone', c.caller_number,
                     'table', c.table_number, 'language', c.language, 'endedAt', c.ended_at, 'endReason', c.end_reason,
                     'saying', c.saying, 'words', (%s))::text as page
              from calls c where c.restaurant_id = :restaurant and c.call_id = :call
            """.formatted(WORDS);

    /** A call that nobody ever ended is not live for ever. */
    private static final String LIVE = """
            select coalesce(json_agg(l order by l.at desc), '[]')::text as page from (
              select c.call_id as id, c.started_at as at, c.source, c.caller_number as phone, c.table_number as "table",
                     c.language, c.on_hold as "onHold", c.transferred_to as "transferredTo", c.saying, (%s) as words
                from calls c
               where c.restaurant_id = :restaurant and c.ended_at is null and c.started_at > now() - interval '4 hours'
               order by c.started_at desc limit 30) l
            """.formatted(WORDS);

    /**
     * What belongs to a day's orders and calls is looked up for each of them: how many a day has is not known when the plan is
     * made, and all of the past would be read instead. A call lasts four hours at most.
     */
    private static final String TODAY = """
            with day as (
              select coalesce((select time_zone from restaurants where restaurant_id = :restaurant), 'UTC') as zone
            ), since as (
              select zone, date_trunc('day', now() at time zone zone) at time zone zone as at from day
            ), placed as (
              select o.* from orders o where o.restaurant_id = :restaurant and o.placed_at >= (select at from since)
            ), made as (
              select extract(epoch from r.at - p.placed_at) as seconds
                from placed p cross join lateral (
                  select min(e.occurred_at) as at from order_events e
                   where (e.restaurant_id, e.order_id) = (p.restaurant_id, p.order_id) and e.type = 'OrderStatusChanged'
                     and e.body ->> 'status' = 'READY' and e.body ->> 'station' is null) r
               where r.at is not null
            ), called as (
              select c.* from calls c where c.restaurant_id = :restaurant and c.started_at >= (select at from since)
            ), said as (
              select w.sentences, w.misheard
                from calls c cross join lateral (
                  select count(*) as sentences, count(*) filter (where speaker = 'unclear') as misheard from call_words w
                   where (w.restaurant_id, w.call_id) = (c.restaurant_id, c.call_id) and w.speaker <> 'sotto'
                     and w.said_at >= greatest((select at from since), c.started_at - interval '1 hour')) w
               where c.restaurant_id = :restaurant and c.started_at >= (select at - interval '4 hours' from since)
            )
            select json_build_object(
              'currency', coalesce((select currency from restaurants where restaurant_id = :restaurant), 'EUR'),
              'orders', (select count(*) from placed where status <> 'CANCELLED'),
              'cancelled', (select count(*) from placed where status = 'CANCELLED'),
              'open', (select count(*) from placed where status in ('RECEIVED', 'PREPARING')),
              'totalMinor', (select coalesce(sum(total_minor - refunded_minor), 0) from placed where status <> 'CANCELLED'),
              'calls', (select count(*) from called),
              'transferred', (select count(*) from called where transferred_to is not null),
              'sentences', (select coalesce(sum(sentences), 0) from said),
              'misheard', (select coalesce(sum(misheard), 0) from said),
              'bookings', (select count(*) from bookings b
                            where b.restaurant_id = :restaurant and b.wanted_at >= (select at from since)
                              and b.wanted_at < (select at + interval '1 day' from since)),
              'claims', (select count(*) from claims c
                          where c.restaurant_id = :restaurant and c.opened_at >= (select at from since)),
              'madeInSeconds', (select json_build_object('median', percentile_cont(0.5) within group (order by seconds),
                                  'slowest', max(seconds), 'orders', count(*)) from made),
              'hours', (select coalesce(json_agg(h order by h.hour), '[]') from (
                 select extract(hour from p.placed_at at time zone since.zone)::int as hour, count(*) as orders,
                        sum(p.total_minor - p.refunded_minor) as "totalMinor"
                   from placed p, since where p.status <> 'CANCELLED' group by 1) h),
              'dishes', (select coalesce(json_agg(d order by d.quantity desc, d.name), '[]') from (
                 select l.name, sum(l.quantity) as quantity
                   from placed p cross join lateral (
                     select name, quantity from order_lines i
                      where (i.restaurant_id, i.order_id) = (p.restaurant_id, p.order_id) offset 0) l
                  where p.status <> 'CANCELLED' group by l.name order by 2 desc, 1 limit 8) d))::text as page
            """;

    private final Postgres postgres;
    private final DatabaseClient client;

    public Book(Postgres postgres) {
        this.postgres = postgres;
        this.client = postgres.client();
    }

    /** From where a page goes on: the time and the id of the entry before it. */
    record Cursor(OffsetDateTime time, String id) {}

    /** @param find words an entry must hold; empty for any */
    Mono<String> page(Shelf shelf, String restaurantId, Cursor before, String find, int limit) {
        return one(
                restaurantId,
                client.sql(shelf.sql())
                        .bind("find", find)
                        .bind("time", before.time())
                        .bind("id", before.id())
                        .bind("limit", limit));
    }

    /** A call with everything said on it; empty when the restaurant has no such call. */
    Mono<String> call(String restaurantId, String callId) {
        return one(restaurantId, client.sql(CALL).bind("call", callId));
    }

    /** The calls that are going on, with everything said on them so far. */
    Mono<String> live(String restaurantId) {
        return one(restaurantId, client.sql(LIVE));
    }

    /** Since midnight, by the restaurant's clock. */
    Mono<String> today(String restaurantId) {
        return one(restaurantId, client.sql(TODAY));
    }

    private Mono<String> one(String restaurantId, GenericExecuteSpec query) {
        return postgres.looking(
                        restaurantId,
                        query.bind("restaurant", restaurantId)
                                .map(row -> Objects.requireNonNull(row.get("page", String.class)))
                                .all())
                .next();
    }
}
