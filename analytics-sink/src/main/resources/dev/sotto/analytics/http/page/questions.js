// What the page asks, as anybody could at /sql.

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const instant = (date) => `timestamptz ${text(date.toISOString())}`;

/** Hours for a few days, days for longer; an hour is what the page can shift to the reader's own clock. */
export const spanOf = ({ from, to }) => (to - from <= 3 * 86_400_000 ? "hour" : "day");

export const RESTAURANTS = "select restaurant_id from orders union select restaurant_id from calls order by 1";

/** Where percentiles are asked for, the row without a time is that of the whole period. */
export function questions(choice) {
  const span = spanOf(choice);
  const whose = choice.restaurant ? ` and restaurant_id = ${text(choice.restaurant)}` : "";
  const within = (column) => `where ${column} >= ${instant(choice.from)} and ${column} < ${instant(choice.to)}${whose}`;
  // A day of UTC is told by its noon, which lies in the day of the same name for nearly every reader.
  const at = (column) => `epoch(date_trunc('${span}', ${column}))::bigint${span === "day" ? " + 43200" : ""} as begins`;
  return {
    orders: `select epoch(date_trunc('hour', placed_at))::bigint as begins, coalesce(currency, '') as currency,
      count(*) filter (not cancelled) as orders, count(*) filter (cancelled) as cancelled,
      count(*) filter (amendments > 0) as amended, count(*) filter (not cancelled and channel = 'phone') as by_phone,
      count(*) filter (not cancelled and channel = 'earpiece') as by_earpiece,
      coalesce(sum(items) filter (not cancelled), 0)::bigint as items,
      coalesce(sum(total_minor - refunded_minor) filter (not cancelled), 0)::bigint as revenue_minor
      from orders ${within("placed_at")} group by all order by 1`,
    items: `select any_value(item_name) as item, sum(quantity)::bigint as quantity, sum(revenue_minor)::bigint as revenue_minor
      from items_by_hour ${within("starts_at")} group by restaurant_id, item_id order by 2 desc, 1 limit 10`,
    preparation: `select ${at("placed_at")}, count(*) as orders,
      quantile_cont(epoch(ready_at) - epoch(placed_at), 0.5) as p50, quantile_cont(epoch(ready_at) - epoch(placed_at), 0.95) as p95
      from orders ${within("placed_at")} and ready_at is not null group by grouping sets ((begins), ()) order by 1`,
    calls: `select ${at("started_at")}, count(*) as calls, count(*) filter (orders > 0) as with_order,
      count(*) filter (handed_over) as handed_over,
      count(*) filter (orders = 0 and not handed_over and end_reason in ('failed', 'media_lost', 'shutdown')) as broken_off,
      count(*) filter (orders = 0 and not handed_over and end_reason not in ('failed', 'media_lost', 'shutdown')) as without_order
      from whole_calls ${within("started_at")} group by all order by 1`,
    speech: `select ${at("ts")}, count(*) as utterances, count(*) filter (outcome = 'unclear') as unclear
      from transcripts ${within("ts")} group by all order by 1`,
    answers: `select ${at("heard_at")}, count(*) as answers, quantile_cont(answered_after_millis, 0.5) as p50,
      quantile_cont(answered_after_millis, 0.95) as p95, quantile_cont(answered_after_millis, 0.99) as p99
      from answers ${within("heard_at")} group by grouping sets ((begins), ()) order by 1`,
    ai: `select ${at("ts")}, count(*) as questions, sum(cost_micros)::bigint as cost_micros
      from ai_usage ${within("ts")} group by all order by 1`,
  };
}
