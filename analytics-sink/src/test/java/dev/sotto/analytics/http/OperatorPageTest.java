package dev.sotto.analytics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.RunningSink;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.passage.Walk;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.operation.OperatorAction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;

/** The operators' page in a real browser, and the API below it. */
@ExtendWith(LakeStores.class)
class OperatorPageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int RECORDS = 500;

    private static @Nullable EmbeddedKafka kafka;
    private static @Nullable ConfigurableApplicationContext service;

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @BeforeAll
    static void open(LakeSettings lake, @TempDir Path folder) throws Exception {
        kafka = EmbeddedKafka.temporary();
        try (EventLog log = EventLog.open(log(), "test", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
            Flux.range(0, RECORDS)
                    .concatMap(i -> log.append(
                            Topics.CALLS_EVENTS,
                            "a-call",
                            new CallRecord(
                                    Envelope.unique(Topics.CALLS_EVENTS, "bistro"),
                                    "a-call",
                                    new GatewayHeartbeat("n", i, 1)),
                            Trace.start()))
                    .blockLast(SOON);
        }
        service = RunningSink.start(kafka, lake, folder);
    }

    @AfterAll
    static void close() {
        if (service != null) {
            service.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void whoIsNoOperatorOfAllIsToldSo() {
        enter(RunningSink.BISTRO);
        browser().awaitText("#sign-in-why", "operators of all restaurants");
        browser().picture("operator-refused");
        browser().accessible();
        assertThat(send("POST", "/replays", RunningSink.BISTRO, "{}").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/replays", "not-a-token-of-anybody", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aReplayIsCountedCopiedPausedAndGoesOnAndAllOfItIsWrittenDown() {
        enter(RunningSink.OPERATOR);
        browser().awaitText("#topic", "calls.events");
        browser().evaluate("(document.querySelector(\"#topic\").value = \"calls.events\", 1)");
        browser().type("#name", "friday");
        browser().type("#restaurant", "bistro");
        browser().type("#rate", "20");
        browser().type("#reason", "a closer look");
        browser().click("#count");
        browser().awaitText(".replay .state", "complete");
        browser().awaitText(".replay", RECORDS + " counted");

        browser().click("button[aria-label^=\"Copy it\"]:not([hidden])");
        browser().awaitText(".replay .state", "running");
        await().atMost(SOON).until(() -> number(".replay progress", "value") > 0);
        browser().picture("operator-running");
        browser().accessible();
        browser().click("button[aria-label^=Pause]:not([hidden])");
        browser().awaitText(".replay .state", "paused");
        browser().click("#theme");
        browser().click(".replay summary");
        browser().picture("operator-paused-dark");
        browser().accessible();
        browser().click("#theme");
        assertThat(send("PUT", "/replays/friday/wish", RunningSink.OPERATOR, "{\"wish\":\"RUN\"}")
                        .statusCode())
                .isEqualTo(202);
        browser().awaitText(".replay .state", "running");
        browser().type("#key", "another-call");
        browser().click("#copy");
        browser().awaitText("#problem", "already holds another passage");
        browser().type("#key", "");
        browser().type("#rate", "0");
        browser().click("#copy");
        browser().awaitText(".replay .state", "complete");
        browser().awaitText(".replay", RECORDS + " copied");
        assertThat(browser().text("#problem")).isEmpty();
        browser().size(390, 800);
        browser().picture("operator-phone");
        browser().accessible();
        browser().size(1280, 800);

        assertThat(actions()).startsWith("REPLAY_BEGUN Olga", "REPLAY_ENDED Olga", "REPLAY_BEGUN Olga");
    }

    @Test
    void whatCannotBeDoneIsSaidInASentence() {
        assertThat(send("POST", "/replays", RunningSink.OPERATOR, "{\"topic\":\"nothing\",\"name\":\"x\"}")
                        .body())
                .contains("There is no topic nothing.");
        assertThat(send("POST", "/replays", RunningSink.OPERATOR, "").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/replays/nobody/wish", RunningSink.OPERATOR, "{\"wish\":\"PAUSE\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("PUT", "/replays/nobody/wish", RunningSink.OPERATOR, "{\"wish\":\"FLY\"}")
                        .body())
                .contains("RUN");
        assertThat(send("GET", "/replays/nobody", RunningSink.OPERATOR, "").statusCode())
                .isEqualTo(404);
    }

    private static List<String> actions() {
        List<String> actions = new ArrayList<>();
        try (Walk<OperatorAction> walk = new Walk<>(log(), Topics.OPERATORS_ACTIONS)) {
            walk.on((records, read, toRead) -> records.forEach(delivery -> actions.add(
                    delivery.require().kind() + " " + delivery.require().operator())));
        }
        return actions;
    }

    private static double number(String selector, String property) {
        return browser()
                .evaluate("document.querySelector('" + selector + "')." + property)
                .asDouble(0);
    }

    private static LogSettings log() {
        return LogSettings.at(Objects.requireNonNull(kafka).bootstrapServers());
    }

    private static String address() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(service)
                        .getEnvironment()
                        .getRequiredProperty("local.server.port", Integer.class);
    }

    private static HttpResponse<String> send(String method, String path, String token, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address() + path))
                            .header("authorization", "Bearer " + token)
                            .header("content-type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static void enter(String token) {
        browser().forget(address());
        browser().open(address() + "/operator#token=" + token);
    }

    private static Browser browser() {
        return WINDOW.browser();
    }
}
