package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.store.Tickets.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RememberedTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private record Asked(int nth) {}

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final AtomicInteger reads = new AtomicInteger();
    private Bell bell;
    private Remembered remembered;

    @BeforeEach
    void somebodyListens() {
        bell = new Bell(database.postgres());
        remembered = new Remembered(bell);
        bell.start();
        await().atMost(SOON).until(bell::isListening);
    }

    @AfterEach
    void nobodyListens() {
        bell.stop();
    }

    private void read(String restaurantId, Record asked) {
        remembered
                .reading(restaurantId, asked, Flux.defer(() -> {
                    reads.incrementAndGet();
                    return Flux.<Ticket>empty();
                }))
                .blockLast(SOON);
    }

    @Test
    void whatIsAskedAgainIsNotReadAgainUntilItsRestaurantRings() {
        read("r1", new Asked(1));
        read("r1", new Asked(1));
        read("r2", new Asked(1));
        read("r1", new Asked(2));
        assertThat(reads).hasValue(3);

        database.run("select pg_notify('sotto_tickets', 'r1')");
        await().atMost(SOON).until(() -> {
            read("r1", new Asked(1));
            return reads.get() == 4;
        });
        read("r2", new Asked(1));
        assertThat(reads).hasValue(4);
    }

    @Test
    void anAnswerMayBeMadeOfOthers() {
        List<@Nullable Integer> sums = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            int from = 1_000 * n;
            Mono<Integer> sum = Flux.range(from, 20)
                    .concatMap(each -> remembered.answer("r1", new Asked(each), Mono.just(1)))
                    .reduce(0, Integer::sum);
            sums.add(remembered.answer("r1", new Asked(-1 - n), sum).block(SOON));
        }
        assertThat(sums).hasSize(200).containsOnly(20);
    }

    @Test
    void whatCouldNotBeAnsweredIsAskedAgain() {
        Mono<String> failing =
                Mono.error(() -> new IllegalStateException("asked for the time " + reads.incrementAndGet()));
        for (int time = 1; time <= 2; time++) {
            String expected = "asked for the time " + time;
            assertThatThrownBy(
                            () -> remembered.answer("r1", new Asked(1), failing).block(SOON))
                    .hasMessageContaining(expected);
        }
        assertThat(remembered.answer("r1", new Asked(1), Mono.just("well")).block(SOON))
                .isEqualTo("well");
        assertThat(remembered.answer("r1", new Asked(2), Mono.<String>empty()).block(SOON))
                .isNull();
    }

    @Test
    void nothingIsRememberedWhileNobodyListens() {
        database.run("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'");
        await().atMost(SOON).until(() -> !bell.isListening() || reads.get() > 0);
        bell.stop();
        await().atMost(SOON).until(() -> !bell.isListening());
        read("r1", new Asked(1));
        read("r1", new Asked(1));

        assertThat(reads).hasValue(2);
    }

    @Test
    void aScreenThatIsWokenSeesWhatWokeIt() {
        Tickets tickets = new Tickets(database.postgres(), remembered);
        OrderLog log = new OrderLog(0);
        for (int n = 0; n < 20; n++) {
            long known = n;
            Flux<Boolean> woken = bell.rings(Bell.TICKETS, "r1");
            var seen = woken.concatMap(
                            ring -> tickets.changed("r1", Window.after(known, 10))
                                    .map(Ticket::orderId),
                            1)
                    .next()
                    .toFuture();
            tickets.changed("r1", Window.after(known, 10)).blockLast(SOON);
            log.append(OrderLog.order("r1", "o" + n, 1, OrderLog.placed("margherita")));
            database.ledger().write(List.of(log.all().getLast())).block(SOON);

            assertThat(Objects.requireNonNull(seen.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                            .join()))
                    .isEqualTo("o" + n);
        }
    }
}
