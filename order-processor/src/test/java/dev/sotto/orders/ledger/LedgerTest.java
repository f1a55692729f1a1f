package dev.sotto.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sotto.log.Delivery;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.orders.store.Ticket;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class LedgerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final OrderLog log = new OrderLog(0);

    @Test
    void anOrderBecomesRowsAPersonCanRead() {
        log.append(OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita")));

        Written written = write(log.all());

        assertThat(written.applied()).isEqualTo(1);
        assertThat(database.column("select status || ' ' || total_minor || ' ' || number from orders"))
                .containsExactly("RECEIVED 1900 1");
        assertThat(database.column(
                        "select quantity || '× ' || name || ' ' || (removed -> 0 ->> 'name') from order_lines"))
                .containsExactly("2× margherita onions");
        Ticket ticket =
                Objects.requireNonNull(database.tickets().find("r1", "o1").block(SOON));
        assertThat(ticket.phoneEnding()).isEqualTo("44");
        assertThat(ticket.withoutPhone().phone()).isNull();
        assertThat(ticket.lines()).contains("\"valueName\"");
    }

    @Test
    void aBatchThatComesAgainWritesNothing() {
        twentyOrders();
        write(log.all());

        Written again = write(log.all());

        assertThat(again.applied()).isZero();
        assertThat(again.repeated()).isEqualTo(20);
        assertThat(database.count("order_events")).isEqualTo(20);
        assertThat(database.column("select max(number) from orders")).containsExactly("20");
        assertThat(database.column("select next_offset from consumer_offsets")).containsExactly("20");
    }

    @Test
    void aBatchThatOverlapsWritesOnlyWhatIsNew() {
        twentyOrders();
        write(log.from(0, 12));

        Written rest = write(log.from(5, 20));

        assertThat(rest.applied()).isEqualTo(8);
        assertThat(positions())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void theFenceRefusesAZombieThatWakesUpLate() {
        twentyOrders();
        List<Delivery<OrderRecord>> slept = log.from(0, 10);
        write(log.all());
        log.append(OrderLog.order("r1", "o0", 2, OrderLog.amended("regina")));
        write(log.from(20, 21));

        Written late = write(slept);

        assertThat(late.applied()).isZero();
        assertThat(late.lost()).isEmpty();
        assertThat(database.column("select name from order_lines where order_id = 'o0'"))
                .containsExactly("regina");
        assertThat(database.column("select next_offset from consumer_offsets")).containsExactly("21");
    }

    @Test
    void twoWorkersWithTheSameBatchAtOnceWriteItOnce() {
        twentyOrders();

        List<Written> both = Objects.requireNonNull(Flux.range(0, 4)
                .flatMap(worker -> database.ledger().write(log.all()), 4)
                .collectList()
                .block(SOON));

        assertThat(both.stream().mapToInt(Written::applied).sum()).isEqualTo(20);
        assertThat(positions())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void theSameEventAppendedTwiceIsOneEvent() {
        OrderRecord order = OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita"));
        log.append(order);
        log.append(order);

        assertThat(write(log.all()).applied()).isEqualTo(1);
        assertThat(write(List.of(log.append(order))).applied()).isZero();
        assertThat(positions()).containsExactly(1L);
    }

    @Test
    void anEventAppendedAgainAmongNewOnesIsTheOnlyOneLeftOut() {
        OrderRecord first = OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita"));
        write(List.of(log.append(first)));
        Delivery<OrderRecord> second = log.append(OrderLog.order("r1", "o2", 1, OrderLog.placed("regina")));
        Delivery<OrderRecord> again = log.append(first);
        Delivery<OrderRecord> ready = log.append(OrderLog.order("r1", "o1", 2, OrderLog.moved(OrderStatus.READY)));

        Written written = write(List.of(second, again, ready));

        assertThat(written.applied()).isEqualTo(2);
        assertThat(written.repeated()).isEqualTo(1);
        assertThat(positions()).containsExactly(1L, 2L, 3L);
        assertThat(database.column("select order_id || ' ' || number || ' ' || status from orders order by number"))
                .containsExactly("o1 1 READY", "o2 2 RECEIVED");
        assertThat(database.column("select number from receipts order by number"))
                .containsExactly("1", "2");
    }

    @Test
    void eventsThatComeOutOfVersionOrderEndInTheSameOrder() {
        log.append(OrderLog.order("r1", "o1", 3, OrderLog.moved(OrderStatus.PREPARING)));
        log.append(OrderLog.order("r1", "o1", 2, OrderLog.amended("regina")));
        write(log.all());
        assertThat(database.count("orders")).isZero();

        log.append(OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita")));
        write(log.from(2, 3));

        assertThat(database.column("select status || ' ' || total_minor || ' v' || version from orders"))
                .containsExactly("PREPARING 950 v3");
        assertThat(database.column("select name from order_lines")).containsExactly("regina");
    }

    @Test
    void tenantsWithTheSameOrderIdStayApart() {
        log.append(OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita")));
        log.append(OrderLog.order("r2", "o1", 1, OrderLog.placed("regina")));

        write(log.all());

        assertThat(database.column("select restaurant_id || ' ' || name from order_lines order by 1"))
                .containsExactly("r1 margherita", "r2 regina");
        assertThat(database.tickets().find("r3", "o1").blockOptional(SOON)).isEmpty();
    }

    @Test
    void aRecordThatNoTableCanTakeIsPoisonAndSpoilsItsWholeBatch() {
        twentyOrders();
        log.append(OrderLog.order("r1", "bad", 1, OrderLog.placed("marg\u0000herita")));

        Throwable refused = catchThrowable(() -> write(log.all()));

        assertThat(Fault.of(refused)).isEqualTo(Fault.POISON);
        assertThat(database.count("order_events")).isZero();
        assertThat(database.count("consumer_offsets")).isZero();
    }

    @Test
    void aRecordUnderAnotherTenantsKeyIsPoison() {
        log.append("r2", OrderLog.order("r1", "o1", 1, OrderLog.placed("margherita")));

        Throwable refused = catchThrowable(() -> write(log.all()));

        assertThat(Fault.of(refused)).isEqualTo(Fault.POISON);
        assertThat(refused).hasMessageContaining("r2").hasMessageContaining("r1");
    }

    @Test
    void aTopicThatWasMadeAnewUnderTheFenceIsNoticedInsteadOfSwallowed() {
        twentyOrders();
        write(log.all());
        OrderLog anew = new OrderLog(0);
        anew.append(OrderLog.order("r1", "after", 1, OrderLog.placed("regina")));

        assertThat(write(anew.all()).lost()).hasSize(1);
    }

    private Written write(List<Delivery<OrderRecord>> batch) {
        return Objects.requireNonNull(database.ledger().write(batch).block(SOON));
    }

    private void twentyOrders() {
        for (int n = 0; n < 20; n++) {
            log.append(OrderLog.order("r1", "o" + n, 1, OrderLog.placed("margherita")));
        }
    }

    private List<Long> positions() {
        return database.column("select position from order_events order by position").stream()
                .map(Long::valueOf)
                .toList();
    }
}
