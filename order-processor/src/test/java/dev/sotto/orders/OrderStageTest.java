package dev.sotto.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedDatabase;
import dev.sotto.embedded.Ports;
import dev.sotto.log.Delivery;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.order.OrderRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class OrderStageTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final OrderLog log = new OrderLog(0);
    private final Map<Long, String> buried = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatIsCommittedIsAcknowledgedAndCounted() {
        orders(120);

        run(stage(database.ledger(), log.all()));

        assertThat(log.acknowledged()).containsExactlyElementsOf(offsets(120));
        assertThat(database.count("orders")).isEqualTo(120);
        assertThat(registry.get("sotto.orders.in").counter().count()).isEqualTo(120);
        assertThat(registry.get("sotto.orders.out")
                        .tag("kind", "applied")
                        .counter()
                        .count())
                .isEqualTo(120);
        assertThat(registry.get("sotto.orders.stage").timer().count()).isEqualTo(120);
    }

    @Test
    void partitionsAreWrittenSideBySideAndEachInItsOrder() {
        List<OrderLog> partitions =
                IntStream.range(0, 4).mapToObj(OrderLog::new).toList();
        for (int n = 0; n < 200; n++) {
            for (int partition = 0; partition < 4; partition++) {
                partitions
                        .get(partition)
                        .append(OrderLog.order("r" + partition, "o" + n, 1, OrderLog.placed("margherita")));
            }
        }
        List<Delivery<OrderRecord>> mixed = IntStream.range(0, 800)
                .mapToObj(n -> partitions.get(n % 4).all().get(n / 4))
                .toList();

        run(stage(database.ledger(), mixed));

        assertThat(partitions)
                .allSatisfy(each -> assertThat(each.acknowledged()).hasSize(200));
        assertThat(database.column("select count(*) from order_events where position <> \"offset\" + 1"))
                .containsExactly("0");
        assertThat(database.column("select distinct next_offset from consumer_offsets"))
                .containsExactly("200");
    }

    @Test
    void poisonIsBuriedWithItsReasonAndItsNeighboursAreWritten() {
        orders(30);
        log.append(OrderLog.order("r1", "nul", 1, OrderLog.placed("cal\u0000zone")));
        orders(30);
        log.append("r2", OrderLog.order("r1", "stray", 1, OrderLog.placed("regina")));
        orders(7);

        run(stage(database.ledger(), log.all()));

        assertThat(database.count("orders")).isEqualTo(67);
        assertThat(buried).containsOnlyKeys(30L, 61L);
        assertThat(buried.get(61L)).contains("its key is restaurant r2, its envelope says r1");
        assertThat(log.acknowledged()).containsExactlyElementsOf(offsets(69));
        assertThat(registry.get("sotto.orders.dropped")
                        .tag("reason", "poison")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void poisonThatNothingFollowsIsLeftBehindToo() {
        orders(3);
        log.append(OrderLog.order("r1", "nul", 1, OrderLog.placed("cal\u0000zone")));

        run(stage(database.ledger(), log.all()));

        assertThat(buried).containsOnlyKeys(3L);
        assertThat(database.column("select next_offset from consumer_offsets")).containsExactly("4");
        run(stage(database.ledger(), log.all()));
        assertThat(database.count("orders")).isEqualTo(3);
        assertThat(database.column("select next_offset from consumer_offsets")).containsExactly("4");
    }

    @Test
    void aRestartGoesOnWhereTheLastCommitWas() {
        orders(50);
        run(stage(database.ledger(), log.from(0, 33)));

        run(stage(database.ledger(), log.from(20, 50)));

        assertThat(database.count("orders")).isEqualTo(50);
        assertThat(database.column("select max(number) from orders")).containsExactly("50");
        assertThat(registry.get("sotto.orders.out")
                        .tag("kind", "repeated")
                        .counter()
                        .count())
                .isEqualTo(13);
    }

    @Test
    void aRecordOfATopicThatWasMadeAnewIsBuriedInsteadOfSwallowed() {
        orders(5);
        run(stage(database.ledger(), log.all()));
        OrderLog anew = new OrderLog(0);
        anew.append(OrderLog.order("r1", "lost", 1, OrderLog.placed("regina")));

        run(stage(database.ledger(), anew.all()));

        assertThat(buried.get(0L)).contains("the topic was deleted and made again");
        assertThat(registry.get("sotto.orders.dropped")
                        .tag("reason", "behind-fence")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway(@TempDir Path directory) {
        int port = Ports.free();
        Path data = directory.resolve("data");
        PostgresSettings settings = FreshDatabase.settings(port, "postgres");
        EmbeddedDatabase first = EmbeddedDatabase.start(data, port);
        new Migrations(settings).run().block(SOON);
        orders(400);
        try (Postgres postgres = new Postgres(settings)) {
            Ledger ledger = new Ledger(postgres, JsonMapper.builder().build());
            Flux<Delivery<OrderRecord>> dripping = Flux.fromIterable(log.all())
                    .delayElements(Duration.ofMillis(5))
                    .onBackpressureBuffer(1000);
            OrderMeters meters = new OrderMeters(registry, Clock.systemUTC());
            Disposable running = stage(ledger, dripping, meters).run().subscribe();
            await().atMost(SOON).until(() -> log.acknowledged().size() > 50);

            first.close();
            await().atMost(SOON).until(() -> meters.waitsFor() != null);
            int whenItLeft = log.acknowledged().size();
            await().during(Duration.ofSeconds(2)).until(() -> log.acknowledged().size() == whenItLeft);
            try (EmbeddedDatabase second = EmbeddedDatabase.start(data, port)) {
                await().atMost(SOON).until(() -> log.acknowledged().size() == 400);
                assertThat(meters.waitsFor()).isNull();
                assertThat(second.port()).isEqualTo(port);
                Long orders = postgres.ping()
                        .then(database.countIn(postgres, "orders"))
                        .block(SOON);
                assertThat(orders).isEqualTo(400);
            }
            running.dispose();
        }
        assertThat(buried).isEmpty();
    }

    private void run(OrderStage stage) {
        stage.run().blockLast(SOON);
    }

    private OrderStage stage(Ledger ledger, List<Delivery<OrderRecord>> deliveries) {
        return stage(ledger, Flux.fromIterable(deliveries), new OrderMeters(registry, Clock.systemUTC()));
    }

    private OrderStage stage(Ledger ledger, Flux<Delivery<OrderRecord>> deliveries, OrderMeters meters) {
        OrdersSettings settings = TestSettings.of(database.settings(), "localhost:1", List.of());
        return new OrderStage(new Scripted(deliveries), ledger, meters, settings);
    }

    /** A log that delivers what it was told to, and remembers what was buried. */
    private final class Scripted implements OrderStage.Source {
        private final Flux<Delivery<OrderRecord>> deliveries;

        Scripted(Flux<Delivery<OrderRecord>> deliveries) {
            this.deliveries = deliveries;
        }

        @Override
        public Flux<Delivery<OrderRecord>> deliveries() {
            return deliveries;
        }

        @Override
        public int partitions() {
            return 4;
        }

        @Override
        public Mono<Void> bury(Delivery<OrderRecord> dead, Throwable why) {
            return Mono.fromRunnable(() -> {
                buried.put(dead.position().offset(), String.valueOf(why.getMessage()));
                dead.acknowledge();
            });
        }
    }

    private void orders(int count) {
        int from = log.all().size();
        IntStream.range(from, from + count)
                .forEach(n -> log.append(OrderLog.order("r1", "o" + n, 1, OrderLog.placed("margherita"))));
    }

    private static List<Long> offsets(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
