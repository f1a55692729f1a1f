package dev.sotto.analytics.rollup;

import dev.sotto.analytics.lake.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * One order as chance writes it, and as a plain loop over its events tells it: what every other way of telling it is held
 * against.
 */
final class OrderStory {

    private static final List<String> DISHES = List.of("soup", "cake", "tea");

    final String restaurantId;
    final String orderId;
    private final RandomGenerator chance;
    private final List<List<Row>> told = new ArrayList<>();
    private final Map<String, Long> dishes = new LinkedHashMap<>();
    private final Instant placedAt;
    private Instant now;
    private long version;
    private boolean cancelled;
    private String status = "received";
    private long amendments;
    private long refunded;
    private long readyAfter = -1;

    OrderStory(String restaurantId, String orderId, Instant placedAt, RandomGenerator chance) {
        this.restaurantId = restaurantId;
        this.orderId = orderId;
        this.placedAt = placedAt;
        this.now = placedAt;
        this.chance = chance;
    }

    /** The rows of its next event; now and then of one that was told before. */
    List<Row> goOn(int partition, long offset) {
        if (!told.isEmpty() && chance.nextInt(6) == 0) {
            return again(told.get(chance.nextInt(told.size())), partition, offset);
        }
        version++;
        now = version == 1 ? placedAt : now.plusSeconds(chance.nextInt(1, 86_400));
        List<Row> rows = event(partition, offset);
        told.add(rows);
        return rows;
    }

    private List<Row> event(int partition, long offset) {
        if (version == 1) {
            return lines("placed", partition, offset);
        }
        return switch (chance.nextInt(5)) {
            case 0 -> {
                amendments++;
                yield lines("amended", partition, offset);
            }
            case 1 -> {
                cancelled = true;
                yield List.of(begin("cancelled", partition, offset));
            }
            case 2 -> {
                long back = chance.nextInt(1, 100);
                refunded += back;
                yield List.of(begin("refunded", partition, offset).with("refunded_minor", back));
            }
            case 3 -> {
                // One station's dishes say nothing of the whole order's.
                status = "preparing";
                yield List.of(begin("status_changed", partition, offset)
                        .with("status", status)
                        .with("station", "grill"));
            }
            default -> {
                status = "ready";
                readyAfter = readyAfter < 0 ? now.getEpochSecond() - placedAt.getEpochSecond() : readyAfter;
                yield List.of(begin("status_changed", partition, offset).with("status", status));
            }
        };
    }

    private List<Row> lines(String event, int partition, long offset) {
        dishes.clear();
        List<Row> rows = new ArrayList<>();
        // Now and then the guest takes everything back.
        for (int line = chance.nextInt(version == 1 ? 1 : 0, 4); line > 0; line--) {
            String dish = DISHES.get(chance.nextInt(DISHES.size()));
            long quantity = chance.nextInt(1, 5);
            dishes.merge(dish, quantity, Long::sum);
            rows.add(begin(event, partition, offset)
                    .with("line_id", "l" + line)
                    .with("item_id", dish)
                    .with("item_name", dish)
                    .with("quantity", quantity)
                    .with("line_total_minor", quantity * 500));
        }
        if (rows.isEmpty()) {
            rows.add(begin(event, partition, offset));
        }
        rows.forEach(row -> row.with("order_total_minor", total()).with("currency", "EUR"));
        return rows;
    }

    private Row begin(String event, int partition, long offset) {
        return new Row(orderId + "-" + version, now, restaurantId, partition, offset)
                .with("order_id", orderId)
                .with("version", version)
                .with("event", event);
    }

    private static List<Row> again(List<Row> rows, int partition, long offset) {
        return rows.stream()
                .map(row ->
                        row.without(List.of()).with("log_partition", partition).with("log_offset", offset))
                .toList();
    }

    private long total() {
        return items() * 500;
    }

    private long items() {
        return dishes.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean begun() {
        return version > 0;
    }

    /** What {@code orders} shall say. */
    List<Object> order() {
        return Arrays.asList(
                restaurantId,
                orderId,
                placedAt.getEpochSecond(),
                version,
                cancelled ? "cancelled" : status,
                total(),
                items(),
                amendments,
                readyAfter,
                refunded);
    }

    /** What it adds to the dishes sold, by restaurant and dish. */
    Map<String, Long> sold() {
        Map<String, Long> sold = new TreeMap<>();
        if (!cancelled) {
            dishes.forEach((dish, quantity) -> sold.put(restaurantId + " " + dish, quantity));
        }
        return sold;
    }
}
