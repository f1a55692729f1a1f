package dev.sotto.analytics.reconcile;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same calls as the history tells them. A sentence that was taken out of it is in PostgreSQL no longer either. */
final class CallLake {

    private final LakeSide lake;

    CallLake(LakeSide lake) {
        this.lake = lake;
    }

    Map<Hour, CallSum> hours(CallsHeard heard, Period period) {
        Map<Hour, CallSum> sums = new HashMap<>();
        lake.ask(calls(heard, period, null) + """
            select restaurant_id, hour, count(*), sum(sentences)::bigint,
                   md5(string_agg(call_id || ' ' || said, chr(10) order by call_id))
              from lake group by restaurant_id, hour""")
                .forEach(row -> sums.put(
                        new Hour(String.valueOf(row.get(0)), Instant.ofEpochSecond(LakeSide.number(row.get(1)))),
                        new CallSum(
                                LakeSide.number(row.get(2)), LakeSide.number(row.get(3)), String.valueOf(row.get(4)))));
        return sums;
    }

    /** What is said of each call of an hour. */
    Map<String, String> calls(CallsHeard heard, Hour hour) {
        Map<String, String> said = new HashMap<>();
        lake.ask(calls(heard, Period.of(hour), hour.restaurantId()) + "select call_id, said from lake")
                .forEach(row -> said.put(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        return said;
    }

    private static String calls(CallsHeard heard, Period period, @Nullable String restaurantId) {
        String his = restaurantId == null ? "" : " and restaurant_id = '" + restaurantId.replace("'", "''") + "'";
        return """
            with heard as (
              select restaurant_id, call_id, event, ts, source, table_number, language, end_reason, log_offset
                from calls where ts >= timestamptz '%3$s' and ts < timestamptz '%5$s' and %1$s%6$s),
            told as (
              select restaurant_id, call_id, arg_max(ts, log_offset) filter (event = 'started') as started_at,
                     arg_max(source, log_offset) filter (event = 'started') as source,
                     arg_max(table_number, log_offset) filter (event = 'started') as table_number,
                     arg_max(language, log_offset) filter (event = 'started') as language,
                     arg_max(ts, log_offset) filter (event = 'answered') as answered_at,
                     arg_max(ts, log_offset) filter (event = 'ended') as ended_at,
                     arg_max(end_reason, log_offset) filter (event = 'ended') as end_reason
                from heard group by restaurant_id, call_id),
            sentences as (
              select restaurant_id, call_id, utterance_id, arg_min(outcome, log_offset) as outcome,
                     arg_min(text, log_offset) as words
                from transcripts where text is not null and ts >= timestamptz '%3$s' and ts < timestamptz '%5$s' and %2$s%6$s
               group by restaurant_id, call_id, utterance_id),
            spoken as (
              select restaurant_id, call_id, count(*) as sentences,
                     md5(string_agg(utterance_id || ' ' || case outcome when 'final' then 'guest' else 'unclear' end || ' '
                                    || md5(case when outcome <> 'final' and trim(words) = '' then '…' else words end),
                                    chr(10) order by utterance_id)) as hash
                from sentences group by restaurant_id, call_id),
            lake as (
              select t.restaurant_id, epoch(date_trunc('hour', started_at))::bigint as hour, t.call_id,
                     coalesce(s.sentences, 0) as sentences,
                     concat_ws(' ', epoch_us(started_at), source, coalesce(table_number, '-'), coalesce(language, '-'),
                               coalesce(epoch_us(answered_at)::varchar, '-'), coalesce(epoch_us(ended_at)::varchar, '-'),
                               coalesce(end_reason, '-'), coalesce(s.sentences, 0), coalesce(s.hash, '-')) as said
                from told t left join spoken s on s.restaurant_id = t.restaurant_id and s.call_id = t.call_id
               where started_at >= timestamptz '%3$s' and started_at < timestamptz '%4$s')
            """.formatted(
                        CallsHeard.below(heard.calls()),
                        CallsHeard.below(heard.sentences()),
                        period.from(),
                        period.until(),
                        period.untilCallsEnd(),
                        his);
    }
}
