package dev.sotto.orders.erasure;

import static dev.sotto.orders.RunningOrders.COOK;
import static dev.sotto.orders.RunningOrders.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.log.Topics;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.rebuild.Rebuild;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErasureTest {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ALL = "/api/restaurants/r1/erasures";
    private static final String PHONE = "+33687654321";
    private static final String NAME = "Zebulon Quartzfinger";
    private static final String WORDS = "the purple gate behind the mill";

    private final String call = "call-" + UUID.randomUUID();
    private final String order = UUID.randomUUID().toString();

    @BeforeAll
    static void theTablesAreThere() {
        await().atMost(SOON)
                .until(() -> running().get("/api/restaurants/r1/audit", MANAGER).statusCode() == 200);
    }

    @Test
    void aGuestLeavesEveryByteOfTheDatabaseAndDoesNotComeBack() throws IOException {
        everythingHeEverDid();
        String money = "select count(*) || ' ' || sum(total_minor) from orders";
        String before = running().owner(money);
        assertThat(filesTelling(NAME)).isNotEmpty();

        JsonNode found = post(MANAGER, "{\"phone\":\"06 87 65 43 21\",\"dryRun\":true}");
        assertThat(found.path("phoneEnding").asString()).isEqualTo("21");
        assertThat(found.path("calls").asInt()).isEqualTo(1);
        assertThat(found.path("orders").asInt()).isEqualTo(4);
        assertThat(found.path("found"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"orders\":1,\"notes\":1,\"bookings\":1,\"claims\":1,\"callbacks\":1,\"events\":4,"
                                + "\"calls\":1,\"sentences\":1}"));
        assertThat(filesTelling(NAME)).as("a dry run only counts").isNotEmpty();

        JsonNode asked = post(MANAGER, "{\"phone\":\"06 87 65 43 21\"}");
        JsonNode done = await().atMost(SOON)
                .until(
                        () -> get(ALL + "/" + asked.path("id").asString())
                                .path("done")
                                .path(0),
                        part -> part.path("part").asString("").equals("postgresql"));
        assertThat(done.path("changed").path("events").asInt()).isEqualTo(4);
        assertThat(done.path("remains").asString()).isEmpty();

        for (String secret : List.of(NAME, PHONE, WORDS)) {
            assertThat(filesTelling(secret)).isEmpty();
        }
        assertThat(running().owner(money)).isEqualTo(before);
        assertThat(post(MANAGER, "{\"phone\":\"" + PHONE + "\"}").path("orders").asInt())
                .isZero();

        tell(2, new OrderCancelled(WORDS));
        say("u2");
        await().atMost(SOON)
                .until(() -> running()
                        .owner("select status from orders where order_id = '" + order + "'")
                        .equals("CANCELLED"));
        assertThat(running().owner("select status_reason from orders where order_id = '" + order + "'"))
                .isEmpty();
        assertThat(new Rebuild(running().kafka(), running().postgres())
                        .run(false, (at, of) -> true)
                        .isEqual())
                .as("made from the log again, he is still forgotten")
                .isTrue();
        assertThat(running().owner("select count(*) from call_words where call_id = '" + call + "'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"phone\":\"112\"}",
                "{\"phone\":\"' or true --\"}",
                "[",
                "{\"phone\":\"123456789012345678901\"}"
            })
    void whatIsNobodysNumberIsRefused(String wish) {
        assertThat(running().post(ALL, MANAGER, wish).statusCode()).isEqualTo(400);
    }

    @Test
    void aNumberNobodyKnowsIsNotWrittenDownAndACookForgetsNobody() {
        int before = get(ALL).size();
        assertThat(post(MANAGER, "{\"phone\":\"0033699999999\"}")
                        .path("found")
                        .path("orders")
                        .asInt())
                .isZero();
        assertThat(get(ALL)).hasSize(before);
        assertThat(running().post(ALL, COOK, "{\"phone\":\"" + PHONE + "\"}").statusCode())
                .isEqualTo(403);
        assertThat(running().get(ALL + "/none", MANAGER).statusCode()).isEqualTo(404);
    }

    private void everythingHeEverDid() {
        happens(new CallStarted(AudioSource.PHONE, PHONE, "100", null, null, 0, "en"));
        say("u1");
        OrderLine line = OrderLog.line("margherita", 2);
        OrderLine noted = new OrderLine(
                line.lineId(),
                line.itemId(),
                line.name(),
                line.station(),
                line.quantity(),
                line.unitPriceMinor(),
                line.totalMinor(),
                line.options(),
                line.added(),
                line.removed(),
                WORDS);
        tell(
                1,
                new OrderPlaced(
                        AudioSource.PHONE,
                        null,
                        PHONE,
                        NAME,
                        "en",
                        List.of(noted),
                        1900,
                        "EUR",
                        "delivery",
                        null,
                        WORDS));
        tell(UUID.randomUUID().toString(), 1, new TableBooked(NAME, PHONE, 2, Instant.now()));
        tell(UUID.randomUUID().toString(), 1, new ClaimOpened(order, "cold", 1, WORDS, "calm", true, "redo", PHONE));
        tell(UUID.randomUUID().toString(), 1, new CallbackAsked(PHONE, NAME, WORDS));
        happens(new CallEnded(EndReason.CALLER_HUNG_UP, 1000));
        await().atMost(SOON)
                .until(() -> running()
                        .owner("select count(*) from call_words w join callbacks c using (restaurant_id, call_id)"
                                + " join calls using (restaurant_id, call_id) where call_id = '" + call
                                + "' and ended_at is not null")
                        .equals("1"));
    }

    private void tell(long version, OrderEvent event) {
        tell(order, version, event);
    }

    private void tell(String id, long version, OrderEvent event) {
        running().append(new OrderRecord(envelope(Topics.ORDERS_EVENTS), id, version, call, event));
    }

    private void happens(CallEvent event) {
        running().append(Topics.CALLS_EVENTS, call, new CallRecord(envelope(Topics.CALLS_EVENTS), call, event));
    }

    private void say(String utterance) {
        FinalTranscript said = new FinalTranscript(WORDS, List.of(), 0.9, "test", "en", 0, 1, 0);
        running()
                .append(
                        Topics.SPEECH_TRANSCRIPTS,
                        call,
                        new SpeechRecord(envelope(Topics.SPEECH_TRANSCRIPTS), call, utterance, said));
    }

    private static Envelope envelope(Topic<?> topic) {
        return Envelope.unique(topic, "r1");
    }

    private static JsonNode post(String token, String wish) {
        return JsonMapper.shared().readTree(running().post(ALL, token, wish).body());
    }

    private static JsonNode get(String path) {
        return JsonMapper.shared().readTree(running().get(path, MANAGER).body());
    }

    /** Tables, indexes, statistics and the write-ahead log, byte for byte. */
    private static List<Path> filesTelling(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(running().owner("show data_directory")))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, secret))
                    .toList();
        }
    }

    private static boolean holds(Path file, String secret) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
