package dev.sotto.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.dialogue.colleague.ColleagueSettings;
import dev.sotto.dialogue.colleague.Colleagues;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.StateTable;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.reply.SpokenSummary;
import dev.sotto.schemas.reply.Transfer;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class DialogueStageTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RESTAURANT = "harbour-grill";
    private static final List<OrderRecord> ORDERS = new CopyOnWriteArrayList<>();
    private static final List<ReplyRecord> REPLIES = new CopyOnWriteArrayList<>();

    private static EmbeddedKafka kafka;
    private static EventLog log;
    private static Disposable readers;

    @BeforeAll
    static void startTheLog() {
        kafka = EmbeddedKafka.temporary();
        log = open("test");
        log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        log.append(Topics.RESTAURANTS_CONFIG, RESTAURANT, Menus.english(), Trace.start())
                .block(SOON);
        readers = reactor.core.Disposables.composite(
                log.read(Subscription.of("orders", Topics.ORDERS_EVENTS)).subscribe(delivery -> {
                    ORDERS.add(delivery.require());
                    delivery.acknowledge();
                }),
                log.read(Subscription.of("replies", Topics.VOICE_REPLIES)).subscribe(delivery -> {
                    assertThat(delivery.position().partition()).isEqualTo(2);
                    REPLIES.add(delivery.require());
                    delivery.acknowledge();
                }));
    }

    @AfterAll
    static void stopTheLog() {
        readers.dispose();
        log.close();
        kafka.close();
    }

    @Test
    void aCallBecomesAnOrderAcrossTheDeathOfItsWorker() {
        String call = "call-1";
        try (Worker first = new Worker()) {
            assertThat(first.isRunning()).isTrue();
            began(call);
            awaitSaid(call, "Hello, this is Harbour Grill. What would you like to order?");
            said(call, 1, "two cheeseburgers without onions that's all");
            awaitSaid(call, "Shall I place the order?");
            assertThat(ordersOf(call)).isEmpty();
        }
        said(call, 2, "yes please");
        try (Worker second = new Worker()) {
            assertThat(second.isRunning()).isTrue();
            awaitSaid(call, "Goodbye.");
            await().atMost(SOON)
                    .until(() -> REPLIES.stream()
                            .anyMatch(reply -> reply.callId().equals(call) && reply.command() instanceof HangUp));
            assertThat(ordersOf(call)).singleElement().satisfies(DialogueStageTest::holdsTwoCheeseburgers);
            ended(call);
            await().atMost(SOON).until(() -> second.states.get(call) == null);
        }
        assertThat(ordersOf(call).stream().map(OrderRecord::orderId).distinct()).hasSize(1);
        // A worker that dies before its acknowledgement is committed is answered again, under the same ids.
        assertThat(REPLIES.stream()
                        .map(DialogueStageTest::idAndWords)
                        .distinct()
                        .map(idAndWords -> idAndWords.getFirst()))
                .doesNotHaveDuplicates();
    }

    @Test
    void wordsThatArriveBeforeTheirCallWaitForIt() {
        String call = "call-2";
        try (Worker worker = new Worker()) {
            assertThat(worker.isRunning()).isTrue();
            said(call, 1, "a coffee please");
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            began(call);
            awaitSaid(call, "One coffee.");
        }
    }

    @Test
    void whoAsksForAPersonIsTransferredWithASpokenSummary() throws IOException {
        String call = "call-3";
        String text = Files.readString(Path.of("..", "infra", "restaurants", "harbour-grill.yaml"))
                .replace("id: harbour-grill", "id: harbour-humans");
        RestaurantConfig withHumans = MenuFile.parse("humans", text + """

                telephony:
                  humans: [{name: manager, target: "sip:boss@192.0.2.7"}]
                """);
        log.append(Topics.RESTAURANTS_CONFIG, "harbour-humans", withHumans, Trace.start())
                .block(SOON);
        try (Worker worker = new Worker()) {
            assertThat(worker.isRunning()).isTrue();
            call(
                    "harbour-humans",
                    call,
                    new CallStarted(AudioSource.PHONE, "+33155550177", "100", null, null, 2, null));
            said("harbour-humans", call, 1, "a coffee");
            said("harbour-humans", call, 2, "I want to talk to a person");
            await().atMost(SOON)
                    .until(() -> REPLIES.stream()
                            .anyMatch(reply -> reply.callId().equals(call) && reply.command() instanceof Transfer));
        }
        assertThat(REPLIES.stream()
                        .filter(reply -> reply.callId().equals(call))
                        .map(ReplyRecord::command)
                        .filter(Transfer.class::isInstance)
                        .distinct())
                .containsExactly(new Transfer(
                        "manager",
                        new SpokenSummary(
                                "Call for Harbour Grill. The guest asked for a person. So far: one coffee.",
                                8000,
                                ByteBuffer.allocate(320))));
    }

    private static List<String> idAndWords(ReplyRecord reply) {
        return List.of(reply.replyId(), reply.command() instanceof PlayAudio play ? play.text() : "");
    }

    private static void holdsTwoCheeseburgers(OrderRecord order) {
        assertThat(order.orderId()).isEqualTo(DerivedId.of("order", "call-1", 1));
        assertThat(order.event()).isInstanceOfSatisfying(OrderPlaced.class, placed -> {
            assertThat(placed.totalMinor()).isEqualTo(2100);
            assertThat(placed.customerPhone()).isEqualTo("+33155550177");
            assertThat(placed.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.quantity()).isEqualTo(2));
        });
    }

    private static List<OrderRecord> ordersOf(String call) {
        return ORDERS.stream().filter(order -> call.equals(order.callId())).toList();
    }

    private static void awaitSaid(String call, String sentence) {
        await().atMost(SOON)
                .until(() -> REPLIES.stream()
                        .anyMatch(reply -> reply.callId().equals(call)
                                && reply.command() instanceof PlayAudio play
                                && (play.text() + " ").contains(sentence)
                                && play.sampleRateHz() == 8000));
    }

    private static void began(String call) {
        call(call, new CallStarted(AudioSource.PHONE, "+33155550177", "100", null, null, 2, null));
    }

    private static void ended(String call) {
        call(call, new CallEnded(EndReason.CALLER_HUNG_UP, 1000));
    }

    private static void call(String call, CallEvent event) {
        call(RESTAURANT, call, event);
    }

    private static void call(String restaurant, String call, CallEvent event) {
        Envelope envelope = Envelope.unique(Topics.CALLS_EVENTS, restaurant);
        log.append(Topics.CALLS_EVENTS, call, new CallRecord(envelope, call, event), Trace.start())
                .block(SOON);
    }

    private static void said(String call, int number, String words) {
        said(RESTAURANT, call, number, words);
    }

    private static void said(String restaurant, String call, int number, String words) {
        Envelope envelope = Envelope.unique(Topics.SPEECH_TRANSCRIPTS, restaurant);
        FinalTranscript transcript = new FinalTranscript(words, List.of(), 0.9, "test", "en", 0, 1, 1);
        SpeechRecord record = new SpeechRecord(envelope, call, call + "/" + number, transcript);
        log.append(Topics.SPEECH_TRANSCRIPTS, call, record, Trace.start()).block(SOON);
    }

    private static EventLog open(String client) {
        return EventLog.open(LogSettings.at(kafka.bootstrapServers()), client, new SimpleMeterRegistry());
    }

    /** One process that runs the stage, with a voice that hums. */
    private static final class Worker implements AutoCloseable {
        private final EventLog own = open("worker");
        private final StateTable<DialogueState> states = own.table(Topics.DIALOGUE_STATE);
        private final StateTable<RestaurantConfig> restaurants = own.table(Topics.RESTAURANTS_CONFIG);
        private final Scheduler lanes = Schedulers.newParallel("dialogue-test", 2);
        private final Disposable running;

        Worker() {
            DialogueSettings settings =
                    new DialogueSettings(8, Duration.ofSeconds(20), Duration.ofSeconds(1), nobody());
            DialogueMetrics metrics = new DialogueMetrics(new SimpleMeterRegistry());
            Colleagues colleagues =
                    new Colleagues(nobody(), _ -> null, new SimpleMeterRegistry(), InstantSource.system());
            Voice voice = (sentence, language, rate) -> Mono.just(ByteBuffer.allocate(320));
            running = new DialogueStage(own, restaurants, states, voice, colleagues, settings, metrics, lanes)
                    .run()
                    .subscribe();
        }

        private static ColleagueSettings nobody() {
            return new Binder(new MapConfigurationPropertySource(Map.of()))
                    .bindOrCreate("dialogue.colleagues", ColleagueSettings.class);
        }

        boolean isRunning() {
            return !Objects.requireNonNull(running).isDisposed();
        }

        @Override
        public void close() {
            running.dispose();
            lanes.dispose();
            own.close();
        }
    }
}
