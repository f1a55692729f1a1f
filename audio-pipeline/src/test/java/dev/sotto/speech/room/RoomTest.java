package dev.sotto.speech.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.StateTable;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.schemas.room.Announcement;
import dev.sotto.schemas.room.Occasion;
import dev.sotto.schemas.room.PipelineRoom;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RoomTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static EmbeddedKafka kafka;
    private static EventLog log;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.temporary();
        log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(2, (short) 1)).block(SOON);
    }

    @AfterAll
    static void stopBroker() {
        log.close();
        kafka.close();
    }

    @Test
    void aWorkerHasRoomOnceTheLogGivesItCallsTellsItEverySecondAndSaysGoodbye() {
        List<PipelineRoom> told = new CopyOnWriteArrayList<>();
        var following = log.follow(Topics.PIPELINE_ROOM, 0, 0).subscribe(one -> told.add(one.require()));
        RoomReports reports = new RoomReports(log, new Load() {
            @Override
            public int streams() {
                return 3;
            }

            @Override
            public int capacity() {
                return 20;
            }

            @Override
            public long worstLagMillis() {
                return 40;
            }
        });
        reports.start();
        await().atMost(SOON).until(() -> told.size() >= 2);
        assertThat(told).extracting(PipelineRoom::capacity).as("nobody reads").containsOnly(0);
        var reading =
                log.read(Subscription.of("room-test", Topics.AUDIO_FRAMES)).subscribe();
        await().atMost(SOON).until(() -> told.getLast().capacity() > 0);
        PipelineRoom open = told.getLast();
        int before = told.size();
        await().atMost(SOON).until(() -> told.size() > before);
        reports.stop(() -> {});
        await().atMost(SOON).until(() -> told.getLast().capacity() == 0);
        reading.dispose();
        following.dispose();

        assertThat(open)
                .extracting(PipelineRoom::streams, PipelineRoom::capacity, PipelineRoom::lagMillis)
                .containsExactly(3, 20, 40L);
        assertThat(told)
                .extracting(PipelineRoom::workerId)
                .containsOnly(told.getFirst().workerId());
    }

    @Test
    void theAnnouncementsAreSpokenOnceAndKept() {
        AtomicInteger spoken = new AtomicInteger();
        Announcements.Speaker voice = (sentence, language, rate) -> {
            spoken.incrementAndGet();
            return Mono.just(ByteBuffer.wrap(new byte[320]));
        };
        StateTable<Announcement> kept = log.table(Topics.VOICE_ANNOUNCEMENTS);
        new Announcements(kept, voice).publish().block(SOON);
        new Announcements(log.table(Topics.VOICE_ANNOUNCEMENTS), voice)
                .publish()
                .block(SOON);

        assertThat(spoken).hasValue(4);
        assertThat(kept.get(Announcement.key(Occasion.BUSY, "fr")))
                .satisfies(busy -> assertThat(String.valueOf(busy)).contains("rappeler"));
    }
}
