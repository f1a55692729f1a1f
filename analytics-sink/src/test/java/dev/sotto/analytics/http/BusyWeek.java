package dev.sotto.analytics.http;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A week that a restaurant might have had, always the same one, up to now. */
final class BusyWeek {

    static final int ORDERS = 120;
    /** Every order is a pizza at 12.50 and two drinks at 3.00; every tenth is cancelled later. */
    static final String REVENUE = "€2,220.00";

    private static final int PLACED = 133;

    private final String restaurant;
    private final Random random = new Random(11);
    private final List<Row> orders = new ArrayList<>();
    private final List<Row> calls = new ArrayList<>();
    private final List<Row> words = new ArrayList<>();
    private final List<Row> usage = new ArrayList<>();
    private long offset;

    private BusyWeek(String restaurant) {
        this.restaurant = restaurant;
    }

    static void writeTo(Lake lake, String restaurant) {
        BusyWeek week = new BusyWeek(restaurant);
        Instant newest = Instant.now().minus(1, ChronoUnit.HOURS);
        for (int i = 0; i < PLACED; i++) {
            week.order(i, newest.minus(Duration.ofMinutes(i * 64L)));
        }
        week.store(lake, TableShape.ORDER_LINES, week.orders);
        week.store(lake, TableShape.CALLS, week.calls);
        week.store(lake, TableShape.TRANSCRIPTS, week.words);
        week.store(lake, TableShape.AI_USAGE, week.usage);
    }

    private void order(int number, Instant at) {
        String order = "o" + number;
        String call = "c" + number;
        boolean cancelled = number % 10 == 9;
        String[] pizza =
                number % 3 == 0 ? new String[] {"margherita", "Margherita"} : new String[] {"diavola", "Diavola"};
        orders.add(line(order, at, call, number, pizza[0], pizza[1], 1, 1250));
        orders.add(line(order, at, call, number, "lemonade", "Lemonade", 2, 300));
        orders.add(event(order + "-2", at.plusSeconds(500 + random.nextInt(900)))
                .with("order_id", order)
                .with("version", 2L)
                .with("event", cancelled ? "cancelled" : "status_changed")
                .with("status", cancelled ? null : "ready"));
        calls.add(event(call + "-1", at.minusSeconds(90))
                .with("call_id", call)
                .with("event", "started")
                .with("source", "phone"));
        words.add(event(call + "-w", at.minusSeconds(60))
                .with("call_id", call)
                .with("outcome", number % 12 == 0 ? "unclear" : "final")
                .with("recognised_after_millis", 120L + random.nextInt(80)));
        calls.add(event(call + "-2", at.minusSeconds(60).plusMillis(200 + random.nextInt(500)))
                .with("call_id", call)
                .with("event", "playback_started"));
        calls.add(event(call + "-3", at)
                .with("call_id", call)
                .with("event", "ended")
                .with("end_reason", "completed"));
        calls.add(event("x" + call, at)
                .with("call_id", "x" + call)
                .with("event", number % 4 == 0 ? "transferred" : "ended")
                .with("end_reason", number % 4 == 0 ? null : "caller_hung_up"));
        usage.add(event(call + "-a", at)
                .with("call_id", call)
                .with("outcome", "accepted")
                .with("cost_micros", 900L + random.nextInt(300)));
    }

    private Row line(
            String order, Instant at, String call, int number, String item, String name, long quantity, long price) {
        return event(order + "-1", at)
                .with("order_id", order)
                .with("version", 1L)
                .with("event", "placed")
                .with("call_id", call)
                .with("channel", number % 5 == 0 ? "earpiece" : "phone")
                .with("line_id", item)
                .with("item_id", item)
                .with("item_name", name)
                .with("quantity", quantity)
                .with("line_total_minor", quantity * price)
                .with("order_total_minor", 1850L)
                .with("currency", "EUR");
    }

    private Row event(String eventId, Instant at) {
        return new Row(eventId, at, restaurant, 0, offset++);
    }

    private void store(Lake lake, TableShape shape, List<Row> rows) {
        LakeTable table = lake.table(shape);
        table.append(rows, table.offsets(), Offsets.NONE.after(0, offset));
    }
}
