package dev.sotto.orders.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Delivery;
import dev.sotto.log.Forgotten;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallBookTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String WORDS = "select speaker || ': ' || words from call_words order by said_at, nth";

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final List<Delivery<TopicRecord>> deliveries = new ArrayList<>();

    @Test
    void aCallIsThereFromItsFirstRingToItsEndWithEverythingThatWasSaid() {
        conversation();
        write(deliveries);

        assertThat(database.column("select caller_number || ' ' || source || ' ' || end_reason || ' ' "
                        + "|| extract(epoch from ended_at - started_at)::int from calls where restaurant_id = 'r1'"))
                .containsExactly("+33611223344 PHONE CALLER_HUNG_UP 30");
        assertThat(database.column(WORDS))
                .containsExactly(
                        "sotto: Hello.", "sotto: What would you like?", "guest: two pizzas", "sotto: Two pizzas.");
        assertThat(database.column("select device_id || kind from devices")).containsExactly("ear-1earpiece");
        assertThat(database.column("select tableoid::regclass from call_words limit 1"))
                .first()
                .asString()
                .as("words of a month without a table of its own are kept too")
                .startsWith("call_words_");
    }

    @Test
    void whatComesAgainAndInAnyOrderLeavesTheSameRows() {
        conversation();
        write(deliveries);
        List<String> once = database.column("select c::text from calls c order by call_id");
        List<String> words = database.column(WORDS);

        long seed = System.nanoTime();
        List<Delivery<TopicRecord>> shuffled = new ArrayList<>(deliveries);
        Collections.shuffle(shuffled, new Random(seed));
        database.run("truncate calls, call_words, devices");
        for (Delivery<TopicRecord> each : shuffled) {
            write(List.of(each));
        }
        write(deliveries);
        write(Stream.concat(shuffled.stream(), deliveries.stream()).toList());

        assertThat(database.column("select c::text from calls c order by call_id"))
                .as("seed %d", seed)
                .isEqualTo(once);
        assertThat(database.column(WORDS)).as("seed %d", seed).isEqualTo(words);
    }

    @Test
    void whatIsBeingSaidIsSeenUntilItIsCertain() {
        call(0, started("+33611223344", null));
        speech(1, "u1", new PartialTranscript("two"));
        speech(2, "u1", new PartialTranscript("two pizzas"));
        write(deliveries);
        assertThat(database.column("select saying from calls")).containsExactly("two pizzas");

        speech(3, "u1", heard("two pizzas"));
        write(deliveries.subList(3, 4));
        assertThat(database.column("select coalesce(saying, '-') from calls")).containsExactly("-");
    }

    @Test
    void howFarItIsIsKeptOfWhatTheHistoryKeepsTooAndNeverGoesBack() {
        String heard = "select topic || '@' || next_offset from call_offsets order by topic";
        call(0, started("+33611223344", null));
        speech(1, "u1", heard("two pizzas"));
        speech(2, "u2", new PartialTranscript("and"));
        write(deliveries);
        List<String> expected = List.of(
                "calls.events@" + (deliveries.get(0).position().offset() + 1),
                "speech.transcripts@" + (deliveries.get(1).position().offset() + 1));
        assertThat(database.column(heard)).isEqualTo(expected);

        speech(3, "u2", heard("and soup"));
        write(deliveries.subList(3, 4));
        write(deliveries.subList(0, 3));
        assertThat(database.column(heard))
                .containsExactly(
                        expected.getFirst(),
                        "speech.transcripts@" + (deliveries.get(3).position().offset() + 1));
    }

    @Test
    void aGatewayThatOnlyBeatsIsNoCall() {
        call(0, new GatewayHeartbeat("node-1", 0, 100));
        deliveries.clear();
        add(
                Topics.CALLS_EVENTS,
                new CallRecord(envelope(Topics.CALLS_EVENTS, "", 0), "node-1", new GatewayHeartbeat("n", 0, 9)));
        write(deliveries);
        assertThat(database.count("calls")).isZero();
    }

    private void conversation() {
        call(0, started("+33611223344", null));
        call(1, new CallAnswered("PCMU"));
        turn(2, 0, "Hello.", "What would you like?");
        speech(5, "u1", new PartialTranscript("two"));
        speech(6, "u1", heard("two pizzas"));
        turn(7, 6, "Two pizzas.");
        turn(8, 6, "Two pizzas.");
        call(30, new CallEnded(EndReason.CALLER_HUNG_UP, 29_000));
        add(
                Topics.CALLS_EVENTS,
                new CallRecord(envelope(Topics.CALLS_EVENTS, "r2", 3), "call-2", started(null, "ear-1")));
        add(
                Topics.CALLS_EVENTS,
                new CallRecord(
                        envelope(Topics.CALLS_EVENTS, "r2", 9), "call-2", new CallEnded(EndReason.COMPLETED, 1)));
    }

    private static CallStarted started(@Nullable String caller, @Nullable String device) {
        return new CallStarted(
                device == null ? AudioSource.PHONE : AudioSource.EARPIECE, caller, "100", null, device, 0, "en");
    }

    private static FinalTranscript heard(String words) {
        return new FinalTranscript(words, List.of(), 0.9, "test", "en", 0, 1, 0);
    }

    private void call(int second, CallEvent event) {
        add(Topics.CALLS_EVENTS, new CallRecord(envelope(Topics.CALLS_EVENTS, "r1", second), "call-1", event));
    }

    private void speech(int second, String utterance, SpeechEvent event) {
        add(
                Topics.SPEECH_TRANSCRIPTS,
                new SpeechRecord(envelope(Topics.SPEECH_TRANSCRIPTS, "r1", second), "call-1", utterance, event));
    }

    private void turn(int second, long cause, String... sentences) {
        DialogueState begun = DialogueState.begun(
                envelope(Topics.DIALOGUE_STATE, "r1", second), "call-1", AudioSource.PHONE, "en", null, null, 0);
        Turn turn = new Turn("speech.transcripts", cause, List.of(sentences), null, null, null, null);
        add(
                Topics.DIALOGUE_STATE,
                new DialogueState(
                        begun.envelope(),
                        begun.callId(),
                        second,
                        begun.source(),
                        "en",
                        null,
                        null,
                        0,
                        begun.phase(),
                        List.of(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        turn,
                        begun.guest(),
                        null,
                        false));
    }

    private static Envelope envelope(Topic<?> topic, String restaurant, int second) {
        return new Envelope(topic.name(), restaurant, UUID.randomUUID().toString(), NOON.plusSeconds(second));
    }

    private void add(Topic<?> topic, TopicRecord record) {
        deliveries.add(new Delivery<>(
                "call-1", record, new Position(topic.name(), 0, deliveries.size()), NOON, Trace.start(), () -> {}));
    }

    private void write(List<Delivery<TopicRecord>> batch) {
        new CallBook(database.postgres(), Clock.systemUTC(), new Forgotten())
                .write(batch)
                .block(SOON);
    }
}
