package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.rebuild.Rebuild;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A log of many events: how fast the running service makes rows of it, and how fast they are all made anew and compared. */
final class RebuildScene {

    private static final int EVENTS = 100_000;
    private static final int RESTAURANTS = 20;
    private static final int AT_ONCE = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private RebuildScene() {}

    static boolean play(int size) throws Exception {
        int events = size == 0 ? EVENTS : size;
        try (House house = House.serving(RESTAURANTS)) {
            long began = System.nanoTime();
            Flux.range(0, events)
                    .flatMapSequential(n -> append(house, n), AT_ONCE)
                    .blockLast(LIMIT);
            double appended = events * 1e9 / (System.nanoTime() - began);
            try (Connection connection = house.postgres().connect("postgres", "");
                    Statement statement = connection.createStatement()) {
                while (stored(statement) < events) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            double served = events * 1e9 / (System.nanoTime() - began);
            Rebuild.Outcome outcome = new Rebuild(house.kafka(), house.postgres()).run(false, (steps, ofSteps) -> true);
            double rebuilt = outcome.events() * 1e9 / outcome.took().toNanos();
            say(
                    "appended %,.0f events/s, in the running service's tables %,.0f/s after the first; rebuilt from the log %,.0f/s",
                    appended, served, rebuilt);
            boolean equal = wanted("the same rows", outcome.isEqual() && outcome.events() == events);
            return wanted("rebuild at least 20,000 events/s", rebuilt >= 20_000) && equal;
        }
    }

    private static Mono<?> append(House house, int n) {
        String restaurant = House.restaurant(n / 2 % RESTAURANTS);
        OrderRecord record = n % 2 == 0
                ? House.record(restaurant, "o" + n / 2, 1, House.order())
                : House.record(restaurant, "o" + n / 2, 2, new OrderStatusChanged(OrderStatus.READY, null, "kitchen"));
        return house.log().append(Topics.ORDERS_EVENTS, restaurant, record, Trace.start());
    }

    private static long stored(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select coalesce(sum(position), 0) from restaurant_counters")) {
            row.next();
            return row.getLong(1);
        }
    }
}
