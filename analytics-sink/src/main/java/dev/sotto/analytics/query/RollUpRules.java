package dev.sotto.analytics.query;

/**
 * How an order is told from its events, once for what is rolled up and for what questions add to that: an order's newer
 * events are folded and laid over what was kept of it. Only events of a higher version than the kept one count, so that
 * one that was written to the log twice changes nothing.
 */
final class RollUpRules {

    /** To be raised whenever these statements tell something else: all facts are then told anew. */
    static final int VERSION = 2;

    private RollUpRules() {}

    /** One row for each order the log has told something new of, as it now stands. */
    static final String TOUCHED_ORDERS = """
        select news.restaurant_id, news.order_id,
               coalesce(kept.ts, news.placed_at) as ts, greatest(kept.changed_at, news.changed_at) as changed_at,
               news.version, coalesce(news.lines_version, kept.lines_version) as lines_version,
               coalesce(kept.cancelled, false) or news.cancelled as cancelled,
               coalesce(news.status, kept.status) as status,
               coalesce(kept.call_id, news.call_id) as call_id, coalesce(kept.channel, news.channel) as channel,
               coalesce(kept.table_number, news.table_number) as table_number,
               coalesce(kept.language, news.language) as language, coalesce(kept.currency, news.currency) as currency,
               coalesce(news.total_minor, kept.total_minor) as total_minor, coalesce(news.items, kept.items) as items,
               coalesce(kept.amendments, 0) + news.amendments as amendments,
               least(kept.ready_at, news.ready_at) as ready_at,
               coalesce(kept.refunded_minor, 0) + news.refunded_minor as refunded_minor,
               news.lines_version is not null as newly_told
        from (select restaurant_id, order_id, min(ts) as placed_at, max(ts) as changed_at, max(version) as version,
                     max(version) filter (event in ('placed', 'amended')) as lines_version,
                     bool_or(event = 'cancelled') as cancelled,
                     arg_max(status, version) filter (event = 'status_changed') as status,
                     any_value(call_id) as call_id, any_value(channel) as channel,
                     any_value(table_number) as table_number, any_value(language) as language,
                     any_value(currency) as currency,
                     arg_max(order_total_minor, version) filter (event in ('placed', 'amended')) as total_minor,
                     (arg_max(items, version) filter (event in ('placed', 'amended')))::bigint as items,
                     count(*) filter (event = 'amended') as amendments,
                     min(ts) filter (event = 'status_changed' and status = 'ready' and station is null) as ready_at,
                     coalesce(sum(refunded_minor), 0)::bigint as refunded_minor
              from (select restaurant_id, order_id, version, event, min(ts) as ts, any_value(status) as status,
                           any_value(station) filter (event = 'status_changed') as station,
                           any_value(channel) as channel, any_value(table_number) as table_number,
                           any_value(language) as language, any_value(call_id) as call_id,
                           any_value(currency) as currency, any_value(order_total_minor) as order_total_minor,
                           coalesce(sum(quantity), 0) as items, any_value(refunded_minor) as refunded_minor
                    from order_lines_news told
                    where not exists (select 1 from order_facts kept
                                      where kept.restaurant_id = told.restaurant_id and kept.order_id = told.order_id
                                        and kept.version >= told.version)
                    group by restaurant_id, order_id, version, event)
              group by restaurant_id, order_id) news
        left join order_facts kept on kept.restaurant_id = news.restaurant_id and kept.order_id = news.order_id""";

    /** The items of those of them whose lines were told anew and that still stand. */
    static final String TOUCHED_ITEMS = """
        select touched.ts, told.restaurant_id, told.order_id, told.item_id, any_value(told.item_name) as item_name,
               sum(told.quantity)::bigint as quantity, sum(told.line_total_minor)::bigint as revenue_minor,
               any_value(touched.currency) as currency
        from order_lines_news told join touched_orders touched
             on touched.restaurant_id = told.restaurant_id and touched.order_id = told.order_id
                and touched.lines_version = told.version and touched.newly_told and not touched.cancelled
        where told.line_id is not null group by all""";

    static final String ORDERS = """
        select restaurant_id, order_id, ts as placed_at, changed_at, version, cancelled,
               case when cancelled then 'cancelled' else coalesce(status, 'received') end as status,
               channel, table_number, language, call_id, currency, total_minor, items, amendments, ready_at, refunded_minor
        from (select kept.* from order_facts kept
              anti join touched_orders touched
                   on touched.restaurant_id = kept.restaurant_id and touched.order_id = kept.order_id
              union all by name select * exclude (newly_told) from touched_orders)""";

    /** The days of which the sums by item are to be told anew. */
    static final String TOUCHED_DAYS = """
        select distinct restaurant_id, date_trunc('day', ts) as day from touched_orders where newly_told or cancelled""";

    /** What was sold of each item on those days. */
    static final String ITEMS_RETOLD = """
        select restaurant_id, date_trunc('day', ts) as starts_at, item_id, any_value(item_name) as item_name,
               sum(quantity)::bigint as quantity, sum(revenue_minor)::bigint as revenue_minor,
               any_value(currency) as currency
        from items_of_touched_days sold
        semi join touched_days on touched_days.restaurant_id = sold.restaurant_id
                              and touched_days.day = date_trunc('day', sold.ts)
        group by all""";

    static final String ITEMS_BY_DAY = """
        select kept.restaurant_id, kept.ts as starts_at, kept.item_id, kept.item_name, kept.quantity, kept.revenue_minor,
               kept.currency
        from item_days kept
        anti join touched_days on touched_days.restaurant_id = kept.restaurant_id and touched_days.day = kept.ts
        union all by name (""" + ITEMS_RETOLD + ")";

    /** Each item of each order that stands. */
    static final String ITEMS_SOLD = """
        select kept.* from item_facts kept
        anti join (select restaurant_id, order_id from touched_orders where newly_told or cancelled) touched
             on touched.restaurant_id = kept.restaurant_id and touched.order_id = kept.order_id
        union all by name select * from touched_items""";
}
