package dev.sotto.orders.load.plans;

import dev.sotto.schemas.order.OrderPlaced;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * A year of many restaurants. The first has a tenth of all orders; the second never tells that an order was fetched, so that
 * its screens have all of its past before them; the others share the rest.
 */
final class Population {

    static final String BUSY = "r0";
    static final String FORGETFUL = "r1";
    static final String USUAL = "r2";

    /** Tables of more rows than this are never to be walked through. */
    private static final int LARGE = 2_000;

    private static final String SEEDS = """
            create temp table seeds as
            select n, restaurant_id, now() - n * interval '1 year' / $orders as at,
                   row_number() over (partition by restaurant_id order by n desc) as nth,
                   row_number() over (partition by restaurant_id order by n) as newest
              from (select n, case when n % 10 = 0 then 'r0' else 'r' || 1 + n % ($restaurants - 1) end as restaurant_id
                      from generate_series(0, $orders - 1) n) each_order
             order by n desc
            """;

    private static final List<String> ROWS = List.of(
            "select make_months(now() - m * interval '3 months') from generate_series(0, 5) m",
            "analyze seeds",
            """
            insert into order_events (restaurant_id, event_id, order_id, version, call_id, type, body, occurred_at, topic,
                                      partition, "offset", position)
            select restaurant_id, md5('p' || n)::uuid, 'o' || n, 1, 'c' || n, 'OrderPlaced', '$placed'::jsonb, at, 'earlier', 0,
                   2 * n, 2 * nth - 1 from seeds
            union all
            select restaurant_id, md5('s' || n)::uuid, 'o' || n, 2, 'c' || n, 'OrderStatusChanged',
                   '{"status":"READY","station":null,"by":"kitchen"}', at + interval '12 minutes', 'earlier', 0, 2 * n + 1,
                   2 * nth from seeds
            """,
            """
            insert into orders (restaurant_id, order_id, number, call_id, channel, customer_phone, customer_name, language, status,
                                total_minor, currency, version, position, first_position, placed_at, changed_at)
            select restaurant_id, 'o' || n, nth, 'c' || n, 'PHONE', '+336' || 10000000 + n % ($orders / 3), 'Ada', 'en',
                   case when restaurant_id = 'r1' then 'READY' when newest <= 3 then 'RECEIVED' when newest <= 8 then 'READY'
                        when n % 33 = 0 then 'CANCELLED' else 'SERVED' end,
                   2520, 'EUR', 2, 2 * nth, 2 * nth - 1, at, at + interval '12 minutes' from seeds
            """,
            """
            insert into order_lines (restaurant_id, order_id, line_no, line_id, item_id, name, station, quantity,
                                     unit_price_minor, total_minor, options, added, removed)
            select restaurant_id, 'o' || n, line, line, 'dish' || n % 40, 'Dish ' || n % 40, 'grill', 1, 1260, 1260, '[]', '[]', '[]'
              from seeds, generate_series(1, 2) line
            """,
            "insert into order_marks select restaurant_id, 'o' || n, '{\"rushed\": true}' from seeds where n % 3 = 0",
            """
            insert into receipts (restaurant_id, order_id, nth, kind, number, position, issued_at, currency, total_minor, lines, taxes)
            select restaurant_id, 'o' || n, 1, 'RECEIPT', nth, 2 * nth - 1, at, 'EUR', 2520, '[]', '[]' from seeds
            """,
            "insert into restaurant_counters select restaurant_id, 2 * count(*), count(*), count(*), 0 from seeds group by 1",
            """
            insert into calls (restaurant_id, call_id, source, caller_number, started_at, ended_at)
            select restaurant_id, 'c' || n, 'PHONE', '+336' || 10000000 + n % ($orders / 3), at - interval '2 minutes',
                   case when newest > 1 then at end from seeds
            """,
            """
            insert into call_words (restaurant_id, call_id, said_at, words_id, nth, speaker, words, confidence)
            select restaurant_id, 'c' || n, at - interval '1 minute', 'w' || n || '-' || word, 0,
                   case when word = 1 then 'sotto' when n % 20 = 0 then 'unclear' else 'guest' end, 'two burgers please', 0.9
              from seeds, generate_series(1, 2) word
            """,
            """
            insert into ai_usage select restaurant_id, 'a' || n, 'c' || n, at, 'small', 'any', 'ACCEPTED', 900, 40, false, 120, 150, 400
              from seeds where n % 4 = 0
            """,
            """
            insert into call_readings select restaurant_id, 'c' || n, reading, 0, at, array['soup', 'cake' || reading]
              from seeds, generate_series(1, 2) reading
            """,
            """
            insert into bookings select restaurant_id, 'b' || n, 'c' || n, 'Ada', '+33611223344', 2, at + interval '1 day', at
              from seeds where n % 11 = 0 or newest < 300
            """,
            """
            insert into claims select restaurant_id, 'k' || n, 'c' || n, 'o' || n, 'cold', 2, 'the soup was cold', 'calm', true,
                   '+33611223344', at from seeds where n % 23 = 0 or newest < 300
            """,
            """
            insert into claims select restaurant_id, 'd1', 'c' || n, 'o' || n, 'quality', 2, 'the soup was salty', 'calm', true,
                   '+33611223344', at, true from seeds where newest = 1
            """,
            """
            insert into claim_pictures select restaurant_id, claim_id, 'd' || picture, 'image/png', '\\x00', opened_at
              from claims, generate_series(1, 2) picture
            """,
            """
            insert into claim_actions select restaurant_id, claim_id, claim_id, 'redo', 'dialogue', opened_at from claims
            """,
            """
            insert into callbacks select restaurant_id, 'w' || n, 'c' || n, '+33611223344', 'Ada', 'wants a person', at
              from seeds where n % 37 = 0 or newest < 300
            """,
            """
            insert into devices (restaurant_id, device_id, kind, first_seen_at, last_seen_at)
            select restaurant_id, 'd' || newest, 'station', at, now() from seeds where newest <= 20
            """,
            "insert into menus select restaurant_id, nth, '{\"items\": []}', at from seeds where nth <= 30",
            """
            insert into audit_log select restaurant_id, md5('a' || n)::uuid, at, '', 'somebody', 'manager', 'POST /somewhere', ''
              from seeds where n % 4 = 0 or newest < 300
            """,
            "insert into audit_outcomes select restaurant_id, audit_id, 202 from audit_log",
            """
            insert into command_receipts select restaurant_id, 'key' || n, 'print', 2, now() - n * interval '1 day' / $orders
              from seeds where n % 50 = 0
            """,
            """
            insert into webhooks (restaurant_id, webhook_id, url, kinds, secret, position)
            select restaurant_id, 'h' || hook, 'https://example.com/', array['nothing'], 's', position
              from restaurant_counters, generate_series(1, 2) hook where restaurant_id in ('r0', 'r1', 'r2')
            """,
            """
            insert into webhook_deliveries (restaurant_id, webhook_id, event_id, kind, queued_at, tries, delivered_at, last_answer)
            select s.restaurant_id, 'h' || hook, md5('p' || n)::uuid, 'order.placed', now() - newest * interval '1 minute', 1,
                   now(), '200'
              from seeds s, generate_series(1, 2) hook where s.restaurant_id in ('r0', 'r1', 'r2') and newest <= 10000
            """,
            """
            insert into printers (restaurant_id, printer_id, printed_at)
            select restaurant_id, 'p' || printer, now() from restaurant_counters, generate_series(1, 2) printer
             where restaurant_id in ('r0', 'r1', 'r2')
            """,
            """
            insert into print_jobs (restaurant_id, printer_id, event_id, order_id, happened_at, queued_at, printed_at, skipped_at)
            select s.restaurant_id, 'p' || printer, md5('p' || n)::uuid, 'o' || n, at, now() - newest * interval '1 minute',
                   case when newest % 100 > 0 then now() end,
                   case when newest % 100 = 0 then now() - newest * interval '1 minute' end
              from seeds s, generate_series(1, 2) printer where s.restaurant_id in ('r0', 'r1', 'r2') and newest <= 10000
            """);

    private final Connection owner;
    private final int orders;

    Population(Connection owner, int orders) {
        this.owner = owner;
        this.orders = orders;
    }

    /** Fills the empty tables, and lets PostgreSQL learn what they hold. */
    void settle(OrderPlaced placed) throws SQLException {
        String body = JsonMapper.shared().writeValueAsString(placed);
        try (Statement statement = owner.createStatement()) {
            statement.execute("set maintenance_work_mem = '64MB'; set work_mem = '64MB'");
            statement.execute(filled(SEEDS, body));
            for (String rows : ROWS) {
                statement.execute(filled(rows, body));
            }
            statement.execute("vacuum analyze");
        }
    }

    private String filled(String sql, String placed) {
        return sql.replace("$orders", Integer.toString(orders))
                .replace("$restaurants", Integer.toString(Math.max(20, orders / 5_000)))
                .replace("$placed", placed);
    }

    /** Some of a restaurant's orders, as the numbers in their ids; those of its calls are the same. */
    List<Integer> some(String restaurantId, int howMany) throws SQLException {
        List<Integer> some = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select n from seeds where restaurant_id = '" + restaurantId
                        + "' order by md5(n::text) limit " + howMany)) {
            while (row.next()) {
                some.add(row.getInt(1));
            }
        }
        return some;
    }

    /** The tables that are large now, the months of those that are kept by months among them. */
    Set<String> large() throws SQLException {
        Set<String> large = new HashSet<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and reltuples > "
                                + LARGE)) {
            while (row.next()) {
                large.add(row.getString(1));
            }
        }
        return large;
    }
}
