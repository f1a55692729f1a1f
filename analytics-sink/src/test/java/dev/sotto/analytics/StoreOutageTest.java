package dev.sotto.analytics;

import static dev.sotto.analytics.Records.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.embedded.EmbeddedStore;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@ExtendWith(LakeStores.class)
class StoreOutageTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whileTheStoreIsAwayItIsSaidAndAfterwardsNothingIsMissingOrDoubled(LakeSettings any, @TempDir Path folder)
            throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        SinkGauges gauges = new SinkGauges("order_lines", Duration.ofMillis(200), meters);
        EmbeddedStore store = EmbeddedStore.start(folder.resolve("store"), 0, "key", "secret");
        LakeSettings lake = at(store, any);
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                EventLog log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", meters);
                LakeDoor door = new LakeDoor(lake);
                HotStore hot = new HotStore(SinkSettings.hot(lake.catalogUrl(), lake.catalogUser()));
                Asking asking = new Asking(door.lake(), folder.resolve("cache"), "bistro")) {
            log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
            append(log, 0, 5);
            AnalyticsSettings settings = SinkSettings.of(kafka, "outage", Duration.ofMillis(200), lake);
            Disposable stage = new SinkStage<>(
                            log, door, hot, settings, TableFeed.ORDERS, Mono.just(new Forgotten()), gauges)
                    .run(Mono.never())
                    .subscribe();
            await().atMost(SOON).until(() -> asking.number("select count(*) from order_lines") == 5);

            int port = store.endpoint().getPort();
            store.close();
            append(log, 5, 10);
            await().atMost(SOON).until(() -> !gauges.healthy());
            assertThat(gauges.sentence())
                    .startsWith("nothing can be written since 20")
                    .contains("failed: ");

            store = EmbeddedStore.start(folder.resolve("store"), port, "key", "secret");
            await().atMost(SOON).until(gauges::healthy);
            assertThat(asking.number("select count(*) from order_lines")).isEqualTo(10);
            stage.dispose();
        } finally {
            store.close();
        }
    }

    private static void append(EventLog log, int from, int until) {
        for (int i = from; i < until; i++) {
            log.append(Topics.ORDERS_EVENTS, "bistro", placed("bistro", "o" + i, 1), Trace.start())
                    .block(SOON);
        }
    }

    private static LakeSettings at(EmbeddedStore store, LakeSettings any) {
        return new LakeSettings(
                any.warehouse(),
                any.archive(),
                store.endpoint(),
                any.region(),
                "key",
                "secret",
                any.catalogUrl(),
                any.catalogUser(),
                any.catalogPassword());
    }
}
