package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.pipeline.PipelineApplication;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.SpeechStarted;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.sound.Recording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class SpeechStageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static EmbeddedKafka kafka;
    private static EventLog log;
    private static ConfigurableApplicationContext application;
    private static Disposable reader;
    private static final List<SpeechRecord> SAID = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startThePipeline() {
        NativeSpeech.require();
        kafka = EmbeddedKafka.temporary();
        log = EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        log.append(Topics.RESTAURANTS_CONFIG, "diner", TestMenu.diner("diner", "en"), Trace.start())
                .block(SOON);
        log.append(Topics.RESTAURANTS_CONFIG, "bistro", TestMenu.diner("bistro", "fr"), Trace.start())
                .block(SOON);
        application = SpringApplication.run(
                PipelineApplication.class,
                "--pipeline.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--server.port=0");
        reader = log.read(Subscription.of("test", Topics.SPEECH_TRANSCRIPTS))
                .doOnNext(delivery -> {
                    SAID.add(delivery.require());
                    delivery.acknowledge();
                })
                .subscribe();
    }

    @AfterAll
    static void stopThePipeline() {
        if (kafka != null) {
            reader.dispose();
            application.close();
            log.close();
            kafka.close();
        }
    }

    @Test
    void aSpokenOrderOnATelephoneLineBecomesItsText() {
        call("call-1", "diner", Recording.spoken("slt", "two cheeseburgers without onions please"));

        FinalTranscript heard = await().atMost(SOON)
                .until(() -> said("call-1", FinalTranscript.class), Optional::isPresent)
                .orElseThrow();

        assertThat(heard.text()).contains("cheeseburgers").contains("without onions");
        assertThat(heard.words()).isNotEmpty();
        assertThat(saidIn("call-1").getFirst().event()).isInstanceOf(SpeechStarted.class);
        assertThat(saidIn("call-1").stream().map(SpeechRecord::utteranceId).distinct())
                .hasSize(1);
    }

    @Test
    void framesThatComeTwiceAreHeardOnce() {
        Recording recording = Recording.spoken("rms", "a large lemonade please");
        call("call-2", "diner", recording, recording);

        await().atMost(SOON).until(() -> said("call-2", FinalTranscript.class).isPresent());
        call("call-3", "diner", recording);
        await().atMost(SOON).until(() -> said("call-3", FinalTranscript.class).isPresent());

        assertThat(saidIn("call-2").stream().filter(said -> said.event() instanceof FinalTranscript))
                .hasSize(1);
    }

    @Test
    void aLanguageWithoutAnEngineIsNeverGuessed() {
        call("call-4", "bistro", Recording.spoken("slt", "two cheeseburgers please"));

        UnclearSpeech unclear = await().atMost(SOON)
                .until(() -> said("call-4", UnclearSpeech.class), Optional::isPresent)
                .orElseThrow();

        assertThat(unclear.reason()).isEqualTo(UnclearReason.NO_ENGINE);
        assertThat(said("call-4", FinalTranscript.class)).isEmpty();
    }

    /** Sends the recordings one after the other under the same frame numbers. */
    private static void call(String callId, String restaurantId, Recording... recordings) {
        Flux.just(recordings)
                .concatMapIterable(recording -> Frames.of(callId, restaurantId, recording))
                .concatMap(frames -> log.append(Topics.AUDIO_FRAMES, callId, frames, Trace.start()), 1)
                .blockLast(SOON);
    }

    private static <E extends SpeechEvent> Optional<E> said(String callId, Class<E> kind) {
        return saidIn(callId).stream()
                .map(SpeechRecord::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static List<SpeechRecord> saidIn(String callId) {
        return SAID.stream().filter(said -> said.callId().equals(callId)).toList();
    }
}
