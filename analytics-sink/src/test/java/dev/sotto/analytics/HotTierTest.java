package dev.sotto.analytics;

import static dev.sotto.analytics.Records.order;
import static dev.sotto.analytics.Records.placed;
import static dev.sotto.analytics.Records.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@ExtendWith(LakeStores.class)
class HotTierTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    /** So long that nothing is in the lake before the test ends. */
    private static final Duration NEVER = Duration.ofMinutes(4);

    private static EmbeddedKafka kafka;

    private final String restaurant = "r-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LakeSettings lake;
    private final LakeDoor door;
    private final HotStore hot;
    private final EventLog log;
    private final Asking asking;
    private final Asking lakeAlone;

    HotTierTest(LakeSettings lake, @TempDir Path folder) throws SQLException {
        this.lake = lake;
        this.door = new LakeDoor(lake);
        asAdministrator("create role " + role() + " login superuser");
        this.hot = new HotStore(SinkSettings.hot(lake.catalogUrl(), role()));
        this.log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", meters);
        this.asking = new Asking(door.lake(), hot, folder.resolve("both"), restaurant);
        this.lakeAlone = new Asking(door.lake(), folder.resolve("lake"), restaurant);
    }

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.temporary();
        try (EventLog log =
                EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @AfterEach
    void close() throws SQLException {
        asking.close();
        lakeAlone.close();
        log.close();
        hot.close();
        door.close();
    }

    @Test
    void aRecordIsSeenLongBeforeItsCommitByItsRestaurantOnly() {
        Disposable orders = start(TableFeed.ORDERS, NEVER);
        Disposable words = start(TableFeed.TRANSCRIPTS, NEVER);
        append(placed(restaurant, "o1", 2));
        append(placed("another", "o2", 1));
        append(order(restaurant, "o1", 2, new OrderCancelled("sorry \u0000 \"no\"")));
        log.append(Topics.SPEECH_TRANSCRIPTS, "c1", unclear(), Trace.start()).block(SOON);

        await().atMost(SOON).until(() -> asking.number("select count(*) from order_lines") == 3);
        await().atMost(SOON).until(() -> asking.number("select count(*) from transcripts") == 1);

        assertThat(lakeAlone.number("select count(*) from order_lines")).isZero();
        assertThat(asking.answer("select status, total_minor, placed_at::date::varchar from orders")
                        .rows())
                .isEqualTo(List.of(List.of("cancelled", 3800L, "2026-11-20")));
        assertThat(asking.answer(
                                "select options, item_id, quantity, table_number, ts::varchar from order_lines where line_id = 'l0'")
                        .rows()
                        .toString())
                .isEqualTo("[[[Large], burger, 2, null, 2026-11-20 12:00:00+00]]");
        assertThat(asking.answer("select reason from order_lines where event = 'cancelled'")
                        .rows())
                .isEqualTo(List.of(List.of("sorry \u0000 \"no\"")));
        assertThat(asking.answer("select text, outcome from transcripts").rows())
                .isEqualTo(List.of(List.of("two what", "unclear")));
        orders.dispose();
        words.dispose();
    }

    @Test
    void atNoMomentDoesAnAnswerMissWhatAnEarlierOneSawOrCountItTwiceThoughWorkersDie() {
        AtomicLong begun = new AtomicLong();
        CompletableFuture<Void> guests = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 250; i++) {
                begun.incrementAndGet();
                append(placed(restaurant, "o" + i, 1));
            }
        });
        Disposable worker = start(TableFeed.ORDERS, Duration.ofMillis(200));
        long seen = 0;
        int answers = 0;
        while (seen < 250) {
            Answer answer = asking.answer("""
                    select count(*), count(distinct order_id), count(distinct (log_partition, log_offset)),
                        sum(line_total_minor)::bigint, count(*) filter (not follows)
                    from (select *, log_offset = 1 + lag(log_offset, 1, log_offset - 1)
                        over (partition by log_partition order by log_offset) as follows from order_lines)""");
            long most = begun.get();
            assertThat(answer.note()).isNull();
            List<?> found = answer.rows().getFirst();
            long count = ((Number) found.get(0)).longValue();
            assertThat(count).isBetween(seen, most);
            assertThat(found.get(1)).isEqualTo(count);
            assertThat(found.get(2)).isEqualTo(count);
            assertThat(found.get(3)).isEqualTo(count == 0 ? null : count * 1900);
            assertThat(found.get(4)).isEqualTo(0L);
            seen = count;
            answers++;
            if (answers % 12 == 0) {
                worker.dispose();
                worker = start(TableFeed.ORDERS, Duration.ofMillis(200));
            }
        }
        guests.join();
        await().atMost(SOON).until(() -> lakeAlone.number("select count(*) from order_lines") == 250);
        assertThat(asking.number("select count(*) from order_lines")).isEqualTo(250);
        worker.dispose();
    }

    @Test
    void rowsThatAWorkerLeftBehindAfterItsCommitAreCountedOnceAndGoWithTheNext() {
        Disposable first = start(TableFeed.ORDERS, Duration.ofSeconds(1));
        append(placed(restaurant, "o1", 2));
        await().atMost(SOON).until(() -> !hotRows().isEmpty());
        List<HotRow> shown = hotRows();
        await().atMost(SOON).until(() -> lakeAlone.number("select count(*) from order_lines") == 2);
        await().atMost(SOON).until(() -> hotRows().isEmpty());
        first.dispose();

        hot.put(TableShape.ORDER_LINES, shown);
        assertThat(asking.number("select count(*) from order_lines")).isEqualTo(2);

        Disposable second = start(TableFeed.ORDERS, Duration.ofMillis(200));
        append(placed(restaurant, "o2", 1));
        await().atMost(SOON).until(() -> lakeAlone.number("select count(*) from order_lines") == 3);
        await().atMost(SOON).until(() -> hotRows().isEmpty());
        second.dispose();
    }

    @Test
    void whileTheHotStoreIsAwayTheLakeAnswersAndSaysSoAndAfterwardsNothingIsOutOfOrder() throws SQLException {
        Disposable worker = start(TableFeed.ORDERS, Duration.ofMillis(400));
        append(placed(restaurant, "o1", 1));
        await().atMost(SOON).until(() -> asking.number("select count(*) from order_lines") == 1);

        asAdministrator(
                "alter role " + role() + " nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role() + "'");
        append(placed(restaurant, "o2", 1));
        await().atMost(SOON).until(() -> asking.number("select count(*) from order_lines") == 2);
        assertThat(asking.answer("select count(*) from order_lines").note())
                .startsWith("The last seconds may be missing: the hot store does not answer");
        assertThat(asking.answer("select 1").note()).isNull();

        asAdministrator("alter role " + role() + " login");
        worker.dispose();
        worker = start(TableFeed.ORDERS, NEVER);
        long orders = appendedUntilAllAreSeen(2);
        assertThat(orders).isGreaterThan(2);
        assertThat(asking.answer("select count(*) from order_lines").note()).isNull();
        assertThat(lakeAlone.number("select count(*) from order_lines")).isEqualTo(2);
        worker.dispose();
    }

    @Test
    void whatCouldNotBeShownIsShownBeforeWhatCameAfterIt() throws SQLException {
        Disposable worker = start(TableFeed.ORDERS, NEVER);
        append(placed(restaurant, "o1", 1));
        await().atMost(SOON).until(() -> asking.number("select count(*) from order_lines") == 1);

        asAdministrator(
                "alter role " + role() + " nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role() + "'");
        append(placed(restaurant, "o2", 1));
        await().atMost(SOON).until(() -> hot.failure() != null);
        asAdministrator("alter role " + role() + " login");
        long orders = appendedUntilAllAreSeen(2);
        assertThat(orders).isGreaterThan(2);
        assertThat(asking.number("select count(*) from order_lines where order_id = 'o2'"))
                .isEqualTo(1);
        assertThat(lakeAlone.number("select count(*) from order_lines")).isZero();
        worker.dispose();
    }

    /** A store that failed is tried again with a later record. */
    private long appendedUntilAllAreSeen(long before) {
        AtomicLong orders = new AtomicLong(before);
        await().pollInterval(Duration.ofMillis(400)).atMost(SOON).until(() -> {
            boolean seen = orders.get() > before && asking.number("select count(*) from order_lines") == orders.get();
            if (!seen) {
                append(placed(restaurant, "o" + orders.incrementAndGet(), 1));
            }
            return seen;
        });
        return orders.get();
    }

    private List<HotRow> hotRows() {
        return hot.read(Set.of(TableShape.ORDER_LINES), restaurant).getOrDefault(TableShape.ORDER_LINES, List.of());
    }

    private Disposable start(TableFeed<?> feed, Duration commitInterval) {
        SinkGauges gauges = new SinkGauges(feed.table().name(), commitInterval, meters);
        AnalyticsSettings settings = SinkSettings.of(
                kafka, "hot-" + restaurant, commitInterval, lake, SinkSettings.hot(lake.catalogUrl(), role()));
        return new SinkStage<>(log, door, hot, settings, feed, Mono.just(new Forgotten()), gauges)
                .run(Mono.never())
                .subscribe();
    }

    private void append(OrderRecord record) {
        log.append(Topics.ORDERS_EVENTS, record.orderId(), record, Trace.start())
                .block(SOON);
    }

    private SpeechRecord unclear() {
        return speech(restaurant, "c1", 1, new UnclearSpeech(UnclearReason.LOW_CONFIDENCE, "two what", 1, 20, 0));
    }

    /** A role of the test's own, so that it can be locked out alone. */
    private String role() {
        return "hot_" + restaurant.replace('-', '_');
    }

    private void asAdministrator(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lake.catalogUrl(), lake.catalogUser(), "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
