package dev.sotto.analytics;

import static dev.sotto.analytics.Records.NOON;
import static dev.sotto.analytics.Records.asked;
import static dev.sotto.analytics.Records.call;
import static dev.sotto.analytics.Records.order;
import static dev.sotto.analytics.Records.placed;
import static dev.sotto.analytics.Records.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.Word;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(LakeStores.class)
class SinkStageTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static EmbeddedKafka kafka;

    private final LakeSettings lakeSettings;
    private final LakeDoor door;
    private final HotStore hot;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventLog log;
    /** Topics outlive a test; its restaurant tells its own records from the others'. */
    private final String restaurant = "r-" + UUID.randomUUID();

    private final Asking asking;
    private final List<Disposable> running = new ArrayList<>();

    SinkStageTest(LakeSettings lakeSettings, @TempDir Path cache) {
        this.lakeSettings = lakeSettings;
        this.door = new LakeDoor(lakeSettings);
        this.hot = new HotStore(SinkSettings.hot(lakeSettings.catalogUrl(), lakeSettings.catalogUser()));
        this.asking = new Asking(door.lake(), cache, restaurant);
        this.log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", meters);
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
        running.forEach(Disposable::dispose);
        log.close();
        hot.close();
        door.close();
    }

    @Test
    void ordersTranscriptsCallsAndQuestionsToModelsBecomeRowsAndTheRestIsCounted() {
        append(Topics.ORDERS_EVENTS, restaurant, placed(restaurant, "o1", 3));
        append(Topics.ORDERS_EVENTS, restaurant, order(restaurant, "o1", 2, new OrderCancelled("changed his mind")));
        append(Topics.SPEECH_TRANSCRIPTS, "c1", speech(restaurant, "c1", 1, new PartialTranscript("two")));
        append(Topics.SPEECH_TRANSCRIPTS, "c1", speech(restaurant, "c1", 1, heard("two burgers")));
        append(Topics.CALLS_EVENTS, "n1", call(restaurant, "n1", new GatewayHeartbeat("n1", 0, 10)));
        append(Topics.CALLS_EVENTS, "c1", call(restaurant, "c1", new CallEnded(EndReason.COMPLETED, 4000)));

        append(Topics.AI_USAGE, restaurant, asked(restaurant, "c1"));

        TableFeed.ALL.forEach(feed -> start(feed, "all-" + restaurant));

        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 4);
        assertThat(asking.number("select sum((document->>'$.options[0].priceMinor')::int) from order_lines"))
                .isEqualTo(300);
        await().atMost(SOON).until(() -> rows(TableShape.TRANSCRIPTS) == 1 && rows(TableShape.CALLS) == 1);
        await().atMost(SOON).until(() -> asking.number("select sum(cost_micros) from ai_usage") == 120);
        await().atMost(SOON)
                .until(() -> accountedFor("order_lines") && accountedFor("transcripts") && accountedFor("calls"));
    }

    @Test
    void aRestartContinuesFromTheSnapshotAndCountsEveryRecordOnce() {
        appendOrders(0, 20);
        Disposable first = start(TableFeed.ORDERS, "first-" + restaurant);
        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 20);
        first.dispose();

        appendOrders(20, 30);
        start(TableFeed.ORDERS, "knows-nothing-" + restaurant);

        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 30);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 30);
        assertThat(count("dropped", "order_lines")).isGreaterThanOrEqualTo(20);
    }

    @Test
    void twoWorkersThatReadTheSameRecordsCountThemOnce() {
        Disposable one = start(TableFeed.ORDERS, "one-" + restaurant);
        Disposable other = start(TableFeed.ORDERS, "other-" + restaurant);
        for (int batch = 0; batch < 5; batch++) {
            appendOrders(batch * 10, batch * 10 + 10);
        }

        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) >= 50);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 50);
        one.dispose();
        other.dispose();
    }

    @Test
    void workersOfOneGroupThatComeAndGoWriteEachRecordOnce() {
        String group = "shared-" + restaurant;
        start(TableFeed.ORDERS, group);
        for (int round = 0; round < 4; round++) {
            appendOrders(round * 40, round * 40 + 20);
            Disposable guest = start(TableFeed.ORDERS, group);
            appendOrders(round * 40 + 20, round * 40 + 40);
            guest.dispose();
        }

        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 160);
        assertThat(rowsInFiles(TableShape.ORDER_LINES)).isLessThanOrEqualTo(160);
        await().atMost(SOON).until(() -> rowsInFiles(TableShape.ORDER_LINES) == 160);
    }

    @Test
    void aRecordThatCannotBeTrueGoesToTheDeadLettersAndTheNextIsWritten() {
        append(
                Topics.ORDERS_EVENTS,
                restaurant,
                order(restaurant, "o-old", 1, new OrderCancelled("?"), Instant.parse("1970-01-01T00:00:00Z")));
        append(Topics.ORDERS_EVENTS, restaurant, placed(restaurant, "o-good", 1));

        start(TableFeed.ORDERS, "poison-" + restaurant);

        await().atMost(SOON).until(() -> rows(TableShape.ORDER_LINES) == 1);
        assertThat(Flux.defer(() -> log.read(Subscription.of("dead-" + restaurant, Topics.ORDERS_EVENTS.deadLetters())))
                        .map(delivery -> delivery.require().reason())
                        .blockFirst(SOON))
                .contains("1970");
    }

    private Disposable start(TableFeed<?> feed, String group) {
        Disposable stage = stage(feed, group).run(Mono.never()).subscribe();
        running.add(stage);
        return stage;
    }

    private <V extends TopicRecord> SinkStage<V> stage(TableFeed<V> feed, String group) {
        SinkGauges gauges = new SinkGauges(feed.table().name(), Duration.ofSeconds(1), meters);
        AnalyticsSettings settings = SinkSettings.of(kafka, group, Duration.ofMillis(500), lakeSettings);
        return new SinkStage<>(log, door, hot, settings, feed, Mono.just(new Forgotten()), gauges);
    }

    private void appendOrders(int from, int until) {
        IntStream.range(from, until)
                .forEach(i -> append(Topics.ORDERS_EVENTS, restaurant, placed(restaurant, restaurant + i, 1)));
    }

    private <V extends TopicRecord> void append(Topic<V> topic, String key, V value) {
        log.append(topic, key, value, Trace.start()).block(SOON);
    }

    private long rows(TableShape shape) {
        return asking.number("select count(*) from " + shape.name());
    }

    /** As any engine counts them; ours leaves out what stands twice, and counts what is not in files yet. */
    private long rowsInFiles(TableShape shape) {
        LakeTable table = Objects.requireNonNull(door.lake().block(SOON)).table(shape);
        return table.files().stream()
                .mapToLong(file -> table.count(
                        file, List.of("restaurant_id"), row -> restaurant.equals(row.getField("restaurant_id"))))
                .sum();
    }

    private boolean accountedFor(String table) {
        return count("in", table) == count("out", table) + count("dropped", table);
    }

    private double count(String name, String table) {
        return meters.find("sotto.analytics." + name).tag("table", table).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static FinalTranscript heard(String text) {
        return new FinalTranscript(
                text, List.of(new Word(text, 0.9, 0, 400)), 0.9, "test", "en", 10, 30, NOON.toEpochMilli() * 1000);
    }
}
