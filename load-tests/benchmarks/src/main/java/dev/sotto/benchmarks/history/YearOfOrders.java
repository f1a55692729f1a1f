package dev.sotto.benchmarks.history;

import dev.sotto.analytics.lake.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Order lines as restaurants would have placed them, in time and evenly over their days; simulated, and the same for
 * the same seed. Ids are random as real ones are, which is what presses worst.
 */
final class YearOfOrders {

    private static final int RESTAURANTS = 200;
    private static final int ITEMS = 60;
    private static final int LINES_AT_MOST = 5;
    private static final List<String> OPTIONS = List.of("small", "medium", "large");

    private final Random random;
    private final Instant from;
    private final Duration apart;
    private long offset;
    private long orders;

    /** @param apart time between two orders anywhere */
    YearOfOrders(long seed, Instant from, Duration apart) {
        this.random = new Random(seed);
        this.from = from;
        this.apart = apart;
    }

    static String restaurant(int number) {
        return "restaurant-%03d".formatted(number);
    }

    /** The next lines, at least so many; an order is not torn. */
    List<Row> next(int rows) {
        List<Row> batch = new ArrayList<>(rows + LINES_AT_MOST);
        while (batch.size() < rows) {
            order(batch);
        }
        return batch;
    }

    /** The log's offset after the last line. */
    long offset() {
        return offset;
    }

    private void order(List<Row> batch) {
        Instant at = from.plus(apart.multipliedBy(orders++)).plusMillis(random.nextInt(1000));
        String restaurant = restaurant(random.nextInt(RESTAURANTS));
        String event = uuid();
        String order = uuid();
        String call = uuid();
        int lines = 1 + random.nextInt(LINES_AT_MOST);
        for (int line = 1; line <= lines; line++) {
            int item = random.nextInt(ITEMS);
            long quantity = 1L + random.nextInt(3);
            long price = 300L + item * 25L;
            batch.add(new Row(event, at, restaurant, 0, offset)
                    .with("order_id", order)
                    .with("version", 1L)
                    .with("event", "placed")
                    .with("call_id", call)
                    .with("channel", orders % 3 == 0 ? "earpiece" : "phone")
                    .with("language", "en")
                    .with("line_id", "l" + line)
                    .with("item_id", "item-" + item)
                    .with("item_name", "Dish number " + item)
                    .with("station", item % 4 == 0 ? "grill" : "cold")
                    .with("quantity", quantity)
                    .with("unit_price_minor", price)
                    .with("line_total_minor", price * quantity)
                    .with("options", List.of(OPTIONS.get(item % 3)))
                    .with("added", List.of())
                    .with("removed", List.of())
                    .with("order_total_minor", price * quantity * lines)
                    .with("currency", "EUR"));
        }
        offset++;
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
