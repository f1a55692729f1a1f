package dev.sotto.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Delivery;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** What is filled at once is what comes of one batch after the other. */
class BulkTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> TABLES = List.of(
            "order_events",
            "restaurant_counters",
            "consumer_offsets",
            "orders",
            "order_lines",
            "order_marks",
            "receipts",
            "claims");

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    @Test
    void theSameRowsComeOfAllOfALogAtOnceAndOfItsBatches() {
        Random random = new Random(7);
        List<Delivery<OrderRecord>> all = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            OrderLog log = new OrderLog(partition);
            anEvening(log, "r" + partition, random);
            all.addAll(log.all());
        }

        List<String> batches = fill(
                deliveries -> {
                    for (int from = 0; from < deliveries.size(); from += 7) {
                        byPartition(deliveries.subList(from, Math.min(deliveries.size(), from + 7)))
                                .forEach(batch -> database.ledger().write(batch).block(SOON));
                    }
                },
                all);
        database.run(
                "delete from order_marks; delete from receipts; delete from order_lines; delete from orders; delete from order_events;"
                        + " delete from restaurant_counters; delete from consumer_offsets; delete from claim_actions; delete from claims");
        List<String> atOnce = fill(this::bulk, all);

        assertThat(atOnce).isEqualTo(batches).hasSizeGreaterThan(600);
    }

    @Test
    void whatNoTableTakesIsLeftOutAndNothingElseIs() {
        OrderLog log = new OrderLog(0);
        log.append(OrderLog.order("r1", "good", 1, OrderLog.placed("margherita")));
        log.append(OrderLog.order("r1", "bad", 1, OrderLog.placed("marg\u0000herita")));
        log.append("r2", OrderLog.order("r1", "foreign", 1, OrderLog.placed("regina")));
        log.append(OrderLog.order("r1", "tab\t\\N and\nline", 1, OrderLog.placed("reg\\ina\t")));

        try (Bulk bulk = new Bulk(database.settings(), JsonMapper.builder().build())) {
            bulk.take(log.all());
            bulk.draw(folded -> {});

            assertThat(bulk.arrived()).isEqualTo(2);
            assertThat(bulk.refused()).isEqualTo(2);
        }
        assertThat(database.column("select name from order_lines order by 1"))
                .containsExactly("margherita", "reg\\ina\t");
        assertThat(database.column("select order_id from orders where number = 2"))
                .containsExactly("tab\t\\N and\nline");
    }

    private List<String> fill(Consumer<List<Delivery<OrderRecord>>> way, List<Delivery<OrderRecord>> log) {
        way.accept(log);
        return TABLES.stream()
                .flatMap(table -> database
                        .column("select '" + table + " ' || (to_jsonb(t) - 'stored_at')::text from " + table
                                + " t order by 1")
                        .stream())
                .toList();
    }

    private void bulk(List<Delivery<OrderRecord>> log) {
        try (Bulk bulk = new Bulk(database.settings(), JsonMapper.builder().build())) {
            for (int from = 0; from < log.size(); from += 50) {
                bulk.take(log.subList(from, Math.min(log.size(), from + 50)));
            }
            bulk.draw(folded -> {});
        }
    }

    private static List<List<Delivery<OrderRecord>>> byPartition(List<Delivery<OrderRecord>> deliveries) {
        List<List<Delivery<OrderRecord>>> batches = new ArrayList<>();
        for (Delivery<OrderRecord> each : deliveries) {
            if (batches.isEmpty()
                    || batches.getLast().getLast().position().partition()
                            != each.position().partition()) {
                batches.add(new ArrayList<>());
            }
            batches.getLast().add(each);
        }
        return batches;
    }

    /** Orders with all that befalls them: told late, twice, out of order, or never placed. */
    private static void anEvening(OrderLog log, String restaurant, Random random) {
        List<OrderRecord> events = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            String order = "o" + n;
            if (n % 13 != 0) {
                events.add(OrderLog.order(restaurant, order, 1, OrderLog.placed("margherita")));
            }
            events.add(OrderLog.order(restaurant, order, 2, OrderLog.amended("regina")));
            events.add(OrderLog.order(restaurant, order, 3, OrderLog.moved(OrderStatus.PREPARING)));
            events.add(
                    switch (n % 4) {
                        case 0 ->
                            OrderLog.order(
                                    restaurant, order, 4, new TicketMarked(TicketMark.SEEN, "oven", List.of(), "k"));
                        case 1 -> OrderLog.order(restaurant, order, 4, OrderLog.cancelled());
                        case 2 ->
                            n % 8 == 2
                                    ? OrderLog.order(restaurant, order, 4, OrderLog.refunded("1", 300))
                                    : OrderLog.order(restaurant, order, 4, new OrderMovedToTable("7", "waiter"));
                        default -> OrderLog.order(restaurant, order, 5, OrderLog.moved(OrderStatus.READY));
                    });
            events.add(OrderLog.order(restaurant, order, 4, new TicketMarked(TicketMark.SEEN, "bar", List.of(), "k")));
        }
        events.add(OrderLog.order(
                restaurant, "c1", 1, new ClaimOpened("o1", "cold", 2, "It was cold.", "calm", true, "refund", null)));
        for (int n = 0; n < 60; n++) {
            int one = random.nextInt(events.size());
            int other = Math.min(events.size() - 1, one + random.nextInt(6));
            OrderRecord moved = events.set(one, events.get(other));
            events.set(other, moved);
        }
        events.addAll(events.subList(10, 20));
        events.forEach(log::append);
    }
}
