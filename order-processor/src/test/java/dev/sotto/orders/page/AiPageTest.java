package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.managerOf;
import static dev.sotto.orders.TestRestaurants.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.log.Topics;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.ai.AiOutcome;
import dev.sotto.schemas.ai.AiUsage;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What models took and how well callers were understood, from the log to a real browser. */
class AiPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BUSY = "m8";
    private static final String QUIET = "m9";
    private static final OrderLine SOUP = plain("1", "soup", "grill");
    private static final OrderLine CAKE = plain("2", "cake", "cold");

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @Test
    void whatWasAskedAndWhatWasCorrectedIsCountedAndShown() {
        restaurant(BUSY, "fr");
        call("a", new CallStarted(AudioSource.PHONE, "+33611223344", "100", null, null, 0, "fr"));
        call("b", new CallStarted(AudioSource.PHONE, "+33655667788", "100", null, null, 0, "fr"));
        call("b", new CallTransferred("sip:ada@example.com", true));
        said("a", new FinalTranscript("une soupe et un gâteau", List.of(), 0.9, "test", "fr", 0, 1, 0));
        said("a", new FinalTranscript("oui", List.of(), 0.9, "test", "fr", 1, 2, 0));
        said("b", new FinalTranscript("un gâteau", List.of(), 0.9, "test", "fr", 0, 1, 0));
        said("b", new UnclearSpeech(UnclearReason.LOW_CONFIDENCE, "", 1, 2, 0));
        readBack("a", 1, SOUP);
        readBack("a", 2, SOUP, CAKE);
        readBack("b", 1, SOUP);
        readBack("b", 2, SOUP);
        readBack("b", 3, CAKE);
        running().append(OrderLog.order(BUSY, "o1", 1, OrderLog.placed("soup")));
        running().append(OrderLog.order(BUSY, "o1", 2, new OrderAmended(List.of(CAKE), 950)));
        running().append(OrderLog.order(BUSY, "o2", 1, OrderLog.placed("cake")));
        Instant lately = Instant.now().minus(Duration.ofDays(3));
        AiUsage first = asked("a", "small", AiOutcome.ACCEPTED, 900, 40, 120, 400L, Instant.now());
        ask(first);
        ask(first);
        ask(asked("b", "large", AiOutcome.REFUSED, 1100, 60, 4000, 1800L, lately));
        ask(asked("b", "large", AiOutcome.FAILED, 1000, 0, 3000, null, lately));
        ask(asked(null, "small", AiOutcome.UNSURE, 500, 10, 80, 300L, lately));
        ask(asked("a", "small", AiOutcome.ACCEPTED, 1, 1, 1, 1L, Instant.now().minus(Duration.ofDays(80))));

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode all = figures(BUSY, "");
            assertThat(all.path("took").path("questions").asInt()).isEqualTo(4);
            assertThat(all.path("took").path("costMicros").asInt()).isEqualTo(7200);
            assertThat(all.path("took").path("promptTokens").asInt()).isEqualTo(3500);
            assertThat(all.path("took").path("latencyMedian").asInt()).isEqualTo(650);
            assertThat(all.path("models").findValuesAsString("colleague")).containsExactly("large", "small");
            assertThat(all.path("dearest").findValuesAsString("id")).containsExactly("m8-b", "m8-a");
            assertThat(all.path("understood").path("sentences").asInt()).isEqualTo(4);
            assertThat(all.path("understood").path("misheard").asInt()).isEqualTo(1);
            assertThat(all.path("understood").path("readBack").asInt()).isEqualTo(2);
            assertThat(all.path("understood").path("corrected").asInt())
                    .as("what is only added corrects nothing")
                    .isEqualTo(1);
            assertThat(all.path("understood").path("orders").asInt()).isEqualTo(2);
            assertThat(all.path("understood").path("amended").asInt()).isEqualTo(1);
            assertThat(all.path("understood").path("transferred").asInt()).isEqualTo(1);
            assertThat(all.path("days").size()).isEqualTo(30);
        });
        assertThat(figures(BUSY, "?days=92").path("took").path("questions").asInt())
                .isEqualTo(5);
        assertThat(figures(QUIET, "").path("took").path("questions").asInt())
                .as("another restaurant's")
                .isZero();
        for (String wrong : List.of("0", "93", "x", "-1", "1.5", "")) {
            assertThat(get(BUSY, "?days=" + wrong)).contains("days must be between 1 and 92.");
        }

        show(BUSY);
        browser().awaitText(".figures", "des phrases comprises75");
        assertThat(browser().texts(".figures"))
                .contains("première relecture50")
                .contains("0,0072")
                .contains("650");
        assertThat(browser().text(".table")).contains("large").contains("small");
        for (String theme : List.of("light", "dark")) {
            browser().evaluate("(document.documentElement.dataset.theme = '" + theme + "', 1)");
            browser().accessible();
            pictures(theme);
        }
        browser().click(".list .small");
        browser().awaitText(".list .words", "gâteau");
        browser().click("a[href=\"#ai?days=7\"]");
        browser().awaitText(".periods [aria-current]", "7 jours");
        browser().awaitText(".figures", "des phrases comprises75");
        browser().evaluate("(document.querySelector('details').open = true, 1)");
        browser().accessible();
    }

    @Test
    void aRestaurantWithoutCallsAndAServerThatIsAwayAreToldInASentence() {
        restaurant(QUIET, "en");
        show(QUIET);
        browser().awaitText(".none", "No calls in these days.");
        browser().picture("manager-ai-empty");
        browser().accessible();
        browser().offline(true);
        browser().click("a[href=\"#ai?days=90\"]");
        browser().awaitText(".none[role=alert]", "That did not work.");
        browser().picture("manager-ai-error");
        browser().accessible();
        browser().offline(false);
        browser().click(".none[role=alert] button");
        browser().awaitText(".none", "No calls in these days.");
    }

    private static void pictures(String theme) {
        for (int[] size : new int[][] {{1280, 800}, {1200, 1600}, {390, 2400}}) {
            browser().size(size[0], size[1]);
            browser().picture("manager-ai-" + theme + "-" + size[0]);
            assertThat(browser()
                            .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                            .asBoolean())
                    .as("nothing is wider than the window of %d", size[0])
                    .isTrue();
        }
        browser().size(1280, 800);
    }

    private static void restaurant(String id, String language) {
        running().publish(TestRestaurants.restaurant(id, 1, language, false));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/" + id + "/menu", managerOf(id))
                                .statusCode()
                        == 200);
    }

    private static void call(String id, CallEvent event) {
        Envelope envelope = Envelope.unique(Topics.CALLS_EVENTS, BUSY);
        running().append(Topics.CALLS_EVENTS, BUSY + "-" + id, new CallRecord(envelope, BUSY + "-" + id, event));
    }

    private static void said(String id, SpeechEvent event) {
        Envelope envelope = Envelope.unique(Topics.SPEECH_TRANSCRIPTS, BUSY);
        SpeechRecord record = new SpeechRecord(envelope, BUSY + "-" + id, envelope.eventId(), event);
        running().append(Topics.SPEECH_TRANSCRIPTS, BUSY + "-" + id, record);
    }

    private static void readBack(String id, int revision, OrderLine... lines) {
        String call = BUSY + "-" + id;
        DialogueState state = DialogueState.begun(
                        Envelope.unique(Topics.DIALOGUE_STATE, BUSY), call, AudioSource.PHONE, "fr", null, null, 0)
                .with(new Confirming(List.of(lines), 950, "EUR"));
        for (int n = 0; n < revision; n++) {
            state = state.answered(Envelope.unique(Topics.DIALOGUE_STATE, BUSY), n, n, List.of(), Turn.NONE);
        }
        running().append(Topics.DIALOGUE_STATE, call, state);
    }

    private static AiUsage asked(
            @Nullable String id,
            String colleague,
            AiOutcome outcome,
            long read,
            long written,
            long micros,
            @Nullable Long latency,
            Instant at) {
        String event = Envelope.unique(Topics.AI_USAGE, BUSY).eventId();
        return new AiUsage(
                new Envelope(Topics.AI_USAGE.name(), BUSY, event, at),
                id == null ? null : BUSY + "-" + id,
                colleague,
                "model-of-" + colleague,
                outcome,
                null,
                1,
                read,
                written,
                false,
                micros,
                latency == null ? null : latency / 2,
                latency == null ? 900 : latency);
    }

    private static void ask(AiUsage usage) {
        running().append(Topics.AI_USAGE, BUSY, usage);
    }

    private static JsonNode figures(String restaurant, String query) {
        return JsonMapper.shared().readTree(get(restaurant, query));
    }

    private static String get(String restaurant, String query) {
        return running()
                .get("/api/restaurants/" + restaurant + "/ai" + query, managerOf(restaurant))
                .body();
    }

    private static void show(String restaurant) {
        browser()
                .open("http://127.0.0.1:" + running().port() + "/manager/" + restaurant + "#token="
                        + managerOf(restaurant));
        browser().awaitText("#restaurant", "Chez Test");
        browser().hash("ai");
    }

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
