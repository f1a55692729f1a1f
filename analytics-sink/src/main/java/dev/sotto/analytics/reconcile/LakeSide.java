package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.QueryOutcome;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The same orders as the history tells them, asked the way everybody asks; rows above the settled offsets are left out. */
final class LakeSide {

    private static final Scope ALL = new Scope(null, Role.OPERATOR);

    /** A day of ten thousand restaurants that never close. */
    private static final int HOURS_AT_MOST = 240_000;

    private static final Duration LONGEST = Duration.ofMinutes(11);

    private final Questions questions;

    LakeSide(Questions questions) {
        this.questions = questions;
    }

    Map<Hour, HourSum> hours(Settled settled, Period period) {
        Map<Hour, HourSum> sums = new HashMap<>();
        ask(orders(settled, period, null) + """
            , money as (
              select restaurant_id, hour, string_agg(currency || ' ' || total, ',' order by currency) as totals
                from (select restaurant_id, hour, currency, coalesce(sum(total), 0)::bigint as total from lake group by all)
               group by all)
            select restaurant_id, hour, count(*), sum(events)::bigint, any_value(totals),
                   md5(string_agg(order_id || ' ' || said, chr(10) order by order_id))
              from lake join money using (restaurant_id, hour) group by restaurant_id, hour""")
                .forEach(row -> sums.put(
                        new Hour(String.valueOf(row.get(0)), Instant.ofEpochSecond(number(row.get(1)))),
                        new HourSum(
                                number(row.get(2)),
                                number(row.get(3)),
                                Money.parse(String.valueOf(row.get(4))),
                                String.valueOf(row.get(5)))));
        return sums;
    }

    /** What is said of each order of an hour. */
    Map<String, String> orders(Settled settled, Hour hour) {
        Period within = new Period(hour.starts(), hour.starts().plusSeconds(3600));
        Map<String, String> said = new HashMap<>();
        ask(orders(settled, within, hour.restaurantId()) + "select order_id, said from lake")
                .forEach(row -> said.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        return said;
    }

    /** When the first order that the history holds was placed; null when it holds none. */
    @Nullable
    Instant earliest() {
        Object first = ask("select epoch_us(min(ts)) from " + TableShape.ORDER_LINES.name())
                .getFirst()
                .getFirst();
        return first == null ? null : Instant.ofEpochSecond(number(first) / 1_000_000);
    }

    private static String orders(Settled settled, Period period, @Nullable String restaurantId) {
        String his = restaurantId == null ? "" : " and restaurant_id = '" + restaurantId.replace("'", "''") + "'";
        return """
            with events as (
              select restaurant_id, order_id, event_id, version, event, ts, log_offset,
                     any_value(order_total_minor) as total, any_value(currency) as currency, count(line_id) as lines,
                     coalesce(sum(quantity), 0) as dishes, coalesce(sum(line_total_minor), 0) as lines_total
                from order_lines where ts >= timestamptz '%2$s' and %1$s%4$s
               group by all),
            told as (
              select restaurant_id, order_id, min(ts) filter (event = 'placed') as placed_at, count(*) as events,
                     string_agg(version || event[1], ',' order by version, event[1]) as versions,
                     last(total order by version, log_offset) filter (event in ('placed', 'amended')) as total,
                     last(lines order by version, log_offset) filter (event in ('placed', 'amended')) as lines,
                     last(dishes order by version, log_offset) filter (event in ('placed', 'amended')) as dishes,
                     last(lines_total order by version, log_offset) filter (event in ('placed', 'amended')) as lines_total,
                     coalesce(any_value(currency), '-') as currency, bool_or(event = 'cancelled') as cancelled
                from events group by restaurant_id, order_id),
            lake as (
              select restaurant_id, epoch(date_trunc('hour', placed_at))::bigint as hour, order_id, events, total, currency,
                     concat_ws(' ', versions, coalesce(total::varchar, '-'), lines, dishes, lines_total, currency,
                               case when cancelled then 'cancelled' end) as said
                from told where placed_at >= timestamptz '%2$s' and placed_at < timestamptz '%3$s')
            """.formatted(settled.condition(), period.from(), period.until(), his);
    }

    List<List<@Nullable Object>> ask(String sql) {
        Mono<QueryOutcome> asked =
                questions.askPatiently(sql, ALL, HOURS_AT_MOST).outcome();
        return switch (asked.block(LONGEST)) {
            case Answered(Answer answer) when !answer.truncated() -> answer.rows();
            case Answered _ -> throw new NotCompared("the period has more hours than can be compared at one time");
            case QueryOutcome.Unavailable(String reason) -> throw new NotCompared(reason);
            case QueryOutcome.TimedOut(String reason) -> throw new NotCompared(reason);
            case QueryOutcome.Refused(String reason) ->
                throw new NotCompared("the lake refused the question: " + reason);
            case QueryOutcome.Filed _ -> throw new IllegalStateException("no file was asked for");
            case null -> throw new NotCompared("the lake did not answer");
        };
    }

    static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
