package dev.sotto.orders.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.Shadow;
import dev.sotto.log.replay.Replay;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.TableBooked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RebuildTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @Test
    void whatTheLogSaysIsMadeAgainRowForRowAndADifferenceIsFoundAndMended() {
        RunningOrders running = SHARED.running();
        for (int n = 0; n < 30; n++) {
            running.append(OrderLog.order("rb", "o" + n, 1, OrderLog.placed("margherita")));
            running.append(OrderLog.order(
                    "rb",
                    "o" + n,
                    2,
                    n % 3 == 0
                            ? OrderLog.cancelled()
                            : n % 3 == 1 ? OrderLog.amended("regina") : OrderLog.moved(OrderStatus.READY)));
        }
        running.append(OrderLog.order("rb", "o2", 3, OrderLog.refunded("1", 500)));
        running.append(OrderLog.order("rb", "late", 2, OrderLog.cancelled()));
        running.append(OrderLog.order("rb", "b1", 1, new TableBooked("Ada", null, 4, Instant.EPOCH)));
        running.append(OrderLog.order("rb", "nul", 1, OrderLog.placed("cal\u0000zone")));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> running.owner("select count(*) from order_events where restaurant_id = 'rb'")
                        .equals("63"));

        AtomicLong shown = new AtomicLong();
        Rebuild rebuild = new Rebuild(running.kafka(), running.postgres());
        Rebuild.Outcome same = rebuild.run(false, (read, toRead) -> {
            assertThat(read).isLessThanOrEqualTo(toRead);
            shown.set(read);
            return true;
        });
        assertThat(same.differing()).isEmpty();
        assertThat(same.refused()).isGreaterThanOrEqualTo(1);
        assertThat(shown.get()).isGreaterThanOrEqualTo(63);

        running.owner("update orders set total_minor = 1 where restaurant_id = 'rb' returning 1");
        Rebuild.Outcome torn = rebuild.run(false, (read, toRead) -> true);
        assertThat(torn.differing()).containsExactly("orders");
        assertThat(torn.digest()).isEqualTo(same.digest());

        running.owner("delete from receipts where restaurant_id = 'rb' and number = 7 returning 1");
        assertThat(rebuild.run(true, (read, toRead) -> true).isEqual()).isTrue();
        assertThat(running.owner("select max(total_minor) from orders where restaurant_id = 'rb'"))
                .isEqualTo("1900");
        assertThat(
                        running.owner(
                                "select count(*) || ' ' || max(number) from receipts where restaurant_id = 'rb' and kind = 'RECEIPT'"))
                .isEqualTo("40 40");
        assertThat(running.owner("select count(*) from pg_namespace where nspname = 'sotto_rebuild'"))
                .isEqualTo("0");
    }

    @Test
    void oneThatIsGivenUpLeavesNothingAndASecondBesideItIsRefused() {
        RunningOrders running = SHARED.running();
        running.append(OrderLog.order("gu", "o1", 1, OrderLog.placed("margherita")));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> running.owner("select count(*) from order_events where restaurant_id = 'gu'")
                        .equals("1"));
        Rebuild rebuild = new Rebuild(running.kafka(), running.postgres());
        assertThatThrownBy(() -> rebuild.run(true, (read, toRead) -> {
                    assertThatThrownBy(() -> rebuild.run(false, (steps, of) -> true))
                            .hasMessageContaining("Another rebuild");
                    return false;
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(running.owner("select count(*) from pg_namespace where nspname = 'sotto_rebuild'"))
                .isEqualTo("0");
        assertThat(rebuild.run(false, (read, toRead) -> true).differing()).isEmpty();
    }

    @Test
    void whatAReplayHoldsIsReadInThePlaceOfTheLogAndTheLogFromThereOn() {
        RunningOrders running = SHARED.running();
        for (int n = 0; n < 5; n++) {
            running.append(OrderLog.order("cp", "c" + n, 1, OrderLog.placed("margherita")));
        }
        new Replay(running.kafka(), Passage.of(Topics.ORDERS_EVENTS.name()), "whole")
                .run(Double.POSITIVE_INFINITY, any -> true);
        running.append(OrderLog.order("cp", "c0", 2, OrderLog.cancelled()));
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> running.owner("select count(*) from order_events where restaurant_id = 'cp'")
                        .equals("6"));

        assertThat(new Rebuild(running.kafka(), running.postgres(), "whole")
                        .run(false, (read, toRead) -> true)
                        .differing())
                .isEmpty();

        try (EventLog log = EventLog.open(running.kafka(), "test", new SimpleMeterRegistry())) {
            new Shadow<>(running.kafka(), log, Topics.ORDERS_EVENTS, "other")
                    .put(
                            List.of(OrderLog.order("cp", "never", 1, OrderLog.placed("regina"))),
                            record -> record.envelope().restaurantId());
        }
        assertThat(new Rebuild(running.kafka(), running.postgres(), "other")
                        .run(false, (read, toRead) -> true)
                        .differing())
                .contains("orders");
    }
}
