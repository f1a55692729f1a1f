package dev.sotto.log.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Subscription;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.Passages;
import dev.sotto.log.passage.Shadow;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.log.passage.UnknownTopic;
import dev.sotto.log.replay.Replay;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperateTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOPIC = Topics.CALLS_EVENTS.name();
    private static EmbeddedKafka kafka;
    private static LogSettings settings;
    private static EventLog log;
    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private String call;

    @BeforeAll
    static void startLog() {
        kafka = EmbeddedKafka.temporary();
        settings = LogSettings.at(kafka.bootstrapServers());
        log = EventLog.open(settings, "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
    }

    @AfterAll
    static void stopLog() {
        log.close();
        kafka.close();
    }

    @BeforeEach
    void aCallOfItsOwn() {
        call = UUID.randomUUID().toString();
    }

    @Test
    void aReplayCopiesOnePassageAndIsCompletedByRunningItAgain() {
        append("mine", 10);
        append("theirs", 10);
        Replay replay = new Replay(settings, passage("mine"), name);

        assertThat(replay.count(any -> true).records()).isEqualTo(10);
        Replay.Progress stopped = replay.run(Double.POSITIVE_INFINITY, progress -> false);
        assertThat(stopped.copied()).isBetween(0L, 10L);
        append("mine", 5);
        Replay.Progress completed = replay.run(Double.POSITIVE_INFINITY, progress -> true);
        assertThat(stopped.copied() + completed.copied()).isEqualTo(15);
        assertThat(replay.run(Double.POSITIVE_INFINITY, progress -> true).copied())
                .isZero();

        List<LogEntry> copies = look(Passage.of(replay.target()));
        assertThat(copies).hasSize(15).allSatisfy(copy -> {
            assertThat(copy.key()).isEqualTo(call);
            assertThat(copy.restaurantId()).isEqualTo("mine");
            assertThat(copy.header(ShadowTopic.ORIGINAL)).startsWith(TOPIC);
        });
        assertThat(copies).extracting(LogEntry::json).isEqualTo(jsonOf(look(passage("mine"))));
    }

    @Test
    void twoPassagesAreNeverMixedInOneTarget() {
        append("mine", 2);
        append("theirs", 2);
        new Replay(settings, passage("mine"), name).run(Double.POSITIVE_INFINITY, progress -> true);

        assertThatThrownBy(() -> new Replay(settings, passage("theirs"), name).run(1_000, progress -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already holds another passage");
    }

    @Test
    void aPassageEndsWhereItsTimeDoes() throws InterruptedException {
        append("mine", 3);
        Instant between = look(passage("mine")).getLast().appendedAt().plusMillis(1);
        while (!Instant.now().isAfter(between)) {
            Thread.onSpinWait();
        }
        append("mine", 4);

        assertThat(new Replay(settings, new Passage(TOPIC, between, null, null, call), name)
                        .count(any -> true)
                        .records())
                .isEqualTo(4);
        assertThat(new Replay(settings, new Passage(TOPIC, null, between, null, call), name)
                        .count(any -> true)
                        .records())
                .isEqualTo(3);
    }

    @Test
    void aTopicThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThatThrownBy(() -> look(Passage.of("calls.event")))
                .isInstanceOf(UnknownTopic.class)
                .hasMessageContaining("There is no topic calls.event.")
                .hasMessageContaining("calls.events, ");
        assertThatThrownBy(() -> new Replay(settings, passage("mine"), "../x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLetterIsPutBackOnceMendedAndRemembersIt() {
        append("mine", 1);
        var delivery = log.read(Subscription.of("burying-" + name, Topics.CALLS_EVENTS))
                .filter(one -> one.key().equals(call))
                .blockFirst(SOON);
        assertThat(delivery).isNotNull();
        log.bury(delivery, "tests", new IllegalStateException("cannot be done")).block(SOON);
        Letters letters = new Letters(settings, log);
        Letter letter = letterOfThisCall(letters);
        assertThat(letter.done()).isNull();
        assertThat(letter.dead().reason()).isEqualTo("cannot be done");
        assertThat(letter.readable()).contains("activeCalls");

        assertThatThrownBy(() -> letters.redrive(letter, new byte[] {1, 2, 3}, "me", "a try"))
                .isInstanceOf(UndecodableRecord.class);
        letters.redrive(letter, letter.value(), "me", "mended");

        assertThat(letterOfThisCall(letters).done()).isEqualTo(OperationKind.LETTER_REDRIVEN);
        List<LogEntry> both = look(passage("mine"));
        assertThat(both).hasSize(2);
        assertThat(both.getFirst().json()).isEqualTo(both.getLast().json());
        letters.discard(letter, "me", "seen");
        assertThat(letterOfThisCall(letters).done()).isEqualTo(OperationKind.LETTER_DISCARDED);
    }

    @Test
    void aSurveyCountsWhatIsThere() {
        append("mine", 7);
        assertThat(Survey.of(settings))
                .filteredOn(one -> one.topic().equals(TOPIC))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.partitions()).isEqualTo(3);
                    assertThat(one.kept()).isGreaterThanOrEqualTo(7);
                    assertThat(one.bytes()).isPositive();
                });
    }

    @Test
    void recordsOfSeveralTopicsComeInTheOrderTheyWereAppended() {
        append("mine", 1);
        say("one");
        append("mine", 1);
        say("two");
        List<String> read = new ArrayList<>();
        try (Passages passages =
                new Passages(settings, List.of(passage("mine"), passage(Topics.SPEECH_TRANSCRIPTS.name(), "mine")))) {
            passages.<String>read(
                    delivery -> delivery.require().eventType() + " "
                            + delivery.position().topic(),
                    read::add,
                    Passages.ALL);
        }
        assertThat(read)
                .containsExactly(
                        "GatewayHeartbeat calls.events",
                        "PartialTranscript speech.transcripts",
                        "GatewayHeartbeat calls.events",
                        "PartialTranscript speech.transcripts");
    }

    @Test
    void aReadingIsLedThroughThePartitionsThatAreWantedAndStopsInTheMiddleOfOne() {
        append("mine", 3);
        say("one");
        List<String> read = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        try (Passages passages =
                new Passages(settings, List.of(passage("mine"), passage(Topics.SPEECH_TRANSCRIPTS.name(), "mine")))) {
            assertThat(readLed(passages, read, new Passages.Guide() {
                        @Override
                        public boolean goOn(int partition, int more) {
                            return more == 0;
                        }
                    }))
                    .isFalse();
            assertThat(readLed(passages, read, new Passages.Guide() {
                        @Override
                        public boolean isWanted(int partition) {
                            left.add(partition);
                            return false;
                        }
                    }))
                    .isTrue();
            assertThat(read).isEmpty();
            assertThat(left).containsExactly(0, 1, 2);
            assertThat(readLed(passages, read, Passages.ALL)).isTrue();
            assertThat(read).hasSize(4);
        }
    }

    private static boolean readLed(Passages passages, List<String> read, Passages.Guide guide) {
        return passages.<String>read(delivery -> delivery.require().eventType(), read::add, guide);
    }

    @Test
    void aShadowHoldsEachEventOnceAndIsReadAsTheTopicItStandsBeside() {
        SpeechRecord record = said("one");
        for (int run = 0; run < 2; run++) {
            Shadow<SpeechRecord> shadow = new Shadow<>(settings, log, Topics.SPEECH_TRANSCRIPTS, name);
            assertThat(shadow.name()).isEqualTo("speech.transcripts.replay." + name);
            assertThat(shadow.put(List.of(record), SpeechRecord::callId)).isEqualTo(1 - run);
        }
        List<TopicRecord> read = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        try (Passages passages =
                new Passages(settings, List.of(passage("speech.transcripts.replay." + name, "mine")))) {
            passages.<Delivery<TopicRecord>>read(
                    delivery -> delivery,
                    delivery -> {
                        read.add(delivery.require());
                        topics.add(delivery.position().topic());
                    },
                    Passages.ALL);
        }
        assertThat(read).containsExactly(record);
        assertThat(topics).containsExactly("speech.transcripts");
    }

    private void say(String text) {
        log.append(Topics.SPEECH_TRANSCRIPTS, call, said(text), Trace.start()).block(SOON);
    }

    private SpeechRecord said(String text) {
        return new SpeechRecord(
                Envelope.unique(Topics.SPEECH_TRANSCRIPTS, "mine"), call, text, new PartialTranscript(text));
    }

    private Passage passage(String topic, String restaurant) {
        return new Passage(topic, null, null, restaurant, call);
    }

    private Letter letterOfThisCall(Letters letters) {
        return letters.all().stream()
                .filter(one -> one.key().equals(call))
                .findFirst()
                .orElseThrow();
    }

    private Passage passage(String restaurant) {
        return passage(TOPIC, restaurant);
    }

    private static List<LogEntry> look(Passage passage) {
        List<LogEntry> seen = new ArrayList<>();
        Look.at(settings, passage, 1_000, false, seen::add);
        return seen;
    }

    private static List<String> jsonOf(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::json).toList();
    }

    private void append(String restaurant, int records) {
        for (int i = 0; i < records; i++) {
            log.append(
                            Topics.CALLS_EVENTS,
                            call,
                            new CallRecord(
                                    Envelope.unique(Topics.CALLS_EVENTS, restaurant),
                                    call,
                                    new GatewayHeartbeat("n", i, 1)),
                            Trace.start())
                    .block(SOON);
        }
    }
}
