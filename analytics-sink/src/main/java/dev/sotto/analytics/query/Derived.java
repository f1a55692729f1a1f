package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.TableShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked again and again, told each time from the stored tables and from what was rolled up of them: orders and
 * calls as they stand, and their sums by minute, hour and day. They are right whatever came late, and hold this second's
 * rows.
 *
 * @param reads names of tables and of views before this one
 */
record Derived(String name, Set<String> reads, String sql) {

    /** What {@link OrderNews} makes of the orders, of their items, and of the sums of those by day. */
    private static final String ORDER_NEWS = "order_news";

    private static final String ITEM_NEWS = "item_news";
    private static final String ITEM_DAY_NEWS = "item_day_news";

    private static final Map<String, Derived> ALL = all();

    static Set<String> names() {
        return ALL.keySet();
    }

    /** What these read of that which was rolled up; nothing where they read nothing of the orders. */
    static List<TableShape> factsOf(Set<String> views) {
        Set<String> needed = withThoseRead(views);
        if (needed.contains(ITEM_DAY_NEWS)) {
            return TableShape.FACTS;
        }
        if (needed.contains(ITEM_NEWS)) {
            return List.of(TableShape.ORDER_FACTS, TableShape.ITEM_FACTS);
        }
        return needed.contains(ORDER_NEWS) ? List.of(TableShape.ORDER_FACTS) : List.of();
    }

    /** The stored tables that these views and tables read whole. */
    static Set<TableShape> tablesOf(Set<String> views) {
        Set<String> needed = withThoseRead(views);
        return TableShape.ALL.stream()
                .filter(shape -> needed.contains(shape.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How to create the ones used, each after those it reads. */
    static List<String> create(Set<String> views) {
        Set<String> needed = withThoseRead(views);
        return ALL.values().stream()
                .filter(view -> needed.contains(view.name))
                .map(view -> "create temp view " + view.name + " as " + view.sql)
                .toList();
    }

    private static Set<String> withThoseRead(Set<String> views) {
        Set<String> needed = new LinkedHashSet<>(views);
        List<Derived> newestFirst = new ArrayList<>(ALL.values()).reversed();
        newestFirst.stream().filter(view -> needed.contains(view.name)).forEach(view -> needed.addAll(view.reads));
        return needed;
    }

    private static Map<String, Derived> all() {
        List<Derived> views = new ArrayList<>();
        views.add(new Derived("orders", Set.of(ORDER_NEWS), RollUpRules.ORDERS));
        views.add(new Derived("current_order_lines", Set.of("order_lines"), CURRENT_ORDER_LINES));
        views.add(new Derived("whole_calls", Set.of("calls", "orders"), WHOLE_CALLS));
        views.add(new Derived("answers", Set.of("calls", "transcripts"), ANSWERS));
        for (String span : List.of("minute", "hour", "day")) {
            views.add(summed("orders", span, Set.of("orders"), ORDERS_BY));
            views.add(
                    span.equals("day")
                            ? new Derived("items_by_day", Set.of(ITEM_DAY_NEWS), RollUpRules.ITEMS_BY_DAY)
                            : summed("items", span, Set.of(ITEM_NEWS), ITEMS_BY));
            views.add(summed("calls", span, Set.of("whole_calls"), CALLS_BY));
            views.add(summed("speech", span, Set.of("transcripts"), SPEECH_BY));
            views.add(summed("answers", span, Set.of("answers"), ANSWERS_BY));
            views.add(summed("ai_usage", span, Set.of("ai_usage"), AI_USAGE_BY));
        }
        Map<String, Derived> byName = new LinkedHashMap<>();
        views.forEach(view -> byName.put(view.name, view));
        return byName;
    }

    private static Derived summed(String what, String span, Set<String> reads, String sql) {
        return new Derived(what + "_by_" + span, reads, sql.replace("$span", "'" + span + "'"));
    }

    private static final String CURRENT_ORDER_LINES = """
        select lines.* from order_lines lines
        join (select restaurant_id, order_id,
                     max(version) filter (event in ('placed', 'amended')) as version
              from order_lines group by restaurant_id, order_id
              having not bool_or(event = 'cancelled')) newest
        using (restaurant_id, order_id, version)
        where lines.line_id is not null""";

    private static final String WHOLE_CALLS = """
        select calls.restaurant_id, calls.call_id, min(ts) as started_at, any_value(source) as source,
               bool_or(event = 'answered') as answered, bool_or(event = 'transferred') as handed_over,
               count(*) filter (event = 'playback_finished' and interrupted) as interruptions,
               any_value(end_reason) as end_reason, max(duration_millis) as duration_millis,
               max(packets_received) as packets_received, max(packets_lost) as packets_lost,
               max(jitter_millis) as jitter_millis, coalesce(any_value(ordered.orders), 0) as orders
        from calls left join (select restaurant_id, call_id, count(*) as orders from orders group by all) ordered
             on ordered.restaurant_id = calls.restaurant_id and ordered.call_id = calls.call_id
        group by calls.restaurant_id, calls.call_id""";

    /** The first reply after a sentence, unless another sentence came before it. */
    private static final String ANSWERS = """
        select heard.restaurant_id, heard.call_id, heard.ts as heard_at,
               epoch_ms(played.ts) - epoch_ms(heard.ts) + heard.recognised_after_millis as answered_after_millis
        from (select *, lead(ts) over (partition by restaurant_id, call_id order by ts) as next_ts
              from transcripts) heard
        asof join (select restaurant_id, call_id, ts from calls where event = 'playback_started') played
             on heard.restaurant_id = played.restaurant_id and heard.call_id = played.call_id and heard.ts <= played.ts
        where heard.recognised_after_millis is not null and (heard.next_ts is null or played.ts < heard.next_ts)""";

    private static final String ORDERS_BY = """
        select restaurant_id, date_trunc($span, placed_at) as starts_at,
               count(*) filter (not cancelled) as orders, count(*) filter (cancelled) as cancelled,
               count(*) filter (amendments > 0) as amended,
               count(*) filter (not cancelled and channel = 'phone') as by_phone,
               count(*) filter (not cancelled and channel = 'earpiece') as by_earpiece,
               coalesce(sum(items) filter (not cancelled), 0)::bigint as items,
               coalesce(sum(total_minor - refunded_minor) filter (not cancelled), 0)::bigint as revenue_minor,
               any_value(currency) as currency,
               count(ready_at) as prepared,
               quantile_cont(epoch(ready_at) - epoch(placed_at), 0.5) filter (ready_at is not null) as prep_seconds_p50,
               quantile_cont(epoch(ready_at) - epoch(placed_at), 0.95) filter (ready_at is not null) as prep_seconds_p95
        from orders group by all""";

    private static final String ITEMS_BY = """
        select restaurant_id, date_trunc($span, ts) as starts_at, item_id,
               any_value(item_name) as item_name, sum(quantity)::bigint as quantity,
               sum(revenue_minor)::bigint as revenue_minor, any_value(currency) as currency
        from items_sold group by all""";

    private static final String CALLS_BY = """
        select restaurant_id, date_trunc($span, started_at) as starts_at, count(*) as calls,
               count(*) filter (source = 'phone') as by_phone, count(*) filter (source = 'earpiece') as by_earpiece,
               count(*) filter (answered) as answered, count(*) filter (orders > 0) as with_order,
               count(*) filter (handed_over) as handed_over,
               count(*) filter (end_reason in ('failed', 'media_lost', 'shutdown')) as broken_off,
               count(*) filter (orders = 0 and not handed_over and end_reason is not null
                    and end_reason not in ('failed', 'media_lost', 'shutdown')) as without_order,
               sum(interruptions)::bigint as interruptions,
               coalesce(sum(duration_millis), 0)::bigint as talked_millis
        from whole_calls group by all""";

    private static final String SPEECH_BY = """
        select restaurant_id, date_trunc($span, ts) as starts_at, count(*) as utterances,
               count(*) filter (outcome = 'unclear') as unclear, coalesce(sum(word_count), 0)::bigint as words,
               avg(confidence) as confidence,
               quantile_cont(recognised_after_millis, 0.5) as recognised_after_millis_p50,
               quantile_cont(recognised_after_millis, 0.95) as recognised_after_millis_p95
        from transcripts group by all""";

    private static final String ANSWERS_BY = """
        select restaurant_id, date_trunc($span, heard_at) as starts_at, count(*) as answers,
               quantile_cont(answered_after_millis, 0.5) as answered_after_millis_p50,
               quantile_cont(answered_after_millis, 0.95) as answered_after_millis_p95,
               quantile_cont(answered_after_millis, 0.99) as answered_after_millis_p99
        from answers group by all""";

    private static final String AI_USAGE_BY = """
        select restaurant_id, date_trunc($span, ts) as starts_at, count(*) as questions,
               count(*) filter (outcome = 'accepted') as accepted, count(*) filter (outcome = 'failed') as failed,
               sum(prompt_tokens)::bigint as prompt_tokens, sum(completion_tokens)::bigint as completion_tokens,
               sum(cost_micros)::bigint as cost_micros,
               quantile_cont(latency_millis, 0.5) as latency_millis_p50,
               quantile_cont(latency_millis, 0.95) as latency_millis_p95
        from ai_usage group by all""";
}
