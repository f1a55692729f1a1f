package dev.sotto.analytics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.analytics.LakeStores;
import dev.sotto.analytics.RunningSink;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The analyst's page in a real browser; every state is kept as a picture for people to look at. */
@ExtendWith(LakeStores.class)
class AnalystPageTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static @Nullable EmbeddedKafka kafka;
    private static @Nullable ConfigurableApplicationContext service;

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @BeforeAll
    static void open(LakeSettings lake, @TempDir Path folder) throws Exception {
        kafka = EmbeddedKafka.temporary();
        try (EventLog log =
                EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry())) {
            log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
        }
        service = RunningSink.start(kafka, lake, folder);
        try (Lake history = Lake.open(lake)) {
            BusyWeek.writeTo(history, "trattoria");
        }
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
    void withoutATokenNothingIsShownButTheQuestionForOne() {
        signedOut("");
        browser().awaitText("#sign-in-why", "Paste your token");
        browser().picture("history-sign-in");
        browser().accessible();
        signedOut("#token=not-a-token-of-anybody");
        browser().awaitText("#sign-in-why", "does not open");
    }

    @Test
    void aRestaurantWithoutHistoryIsToldSo() {
        signedOut("#token=" + RunningSink.BISTRO);
        browser().awaitText(".many .card:last-child .none", "Nothing in this period.");
        browser().awaitText(".figures", "orders0");
        browser().picture("history-empty");
        browser().accessible();
    }

    @Test
    void aBusyWeekIsShownFilteredAndExported() {
        signedOut("#token=" + RunningSink.OPERATOR);
        browser().awaitText(".many .card:last-child h2", "AI cost per order");
        browser().awaitText(".figures", "orders" + BusyWeek.ORDERS);
        assertThat(browser().text("#restaurant")).contains("All restaurants", "trattoria");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('.many canvas').length")
                        .asInt())
                .isEqualTo(8);
        assertThat(browser().text(".rank")).contains("Margherita");
        assertThat(browser().text(".figures")).contains(BusyWeek.REVENUE);
        browser().size(1280, 2300);
        browser().picture("history-busy");
        browser().size(1280, 800);
        browser().accessible();

        browser().evaluate("(URL.createObjectURL = (blob) => { window.exported = blob; return 'blob:none'; }, 1)");
        browser().click(".many .card header .small");
        await().atMost(SOON)
                .until(() -> browser().evaluate("'exported' in window").asBoolean());
        assertThat(browser().evaluate("window.exported.text()").asString())
                .startsWith("begins,currency,orders,cancelled,amended,by_phone,by_earpiece,items,revenue_minor");

        browser()
                .evaluate("(document.querySelector('#from').value = '2020-01-01', document.querySelector('#to').value"
                        + " = '2020-02-01', document.querySelector('#show').click(), 1)");
        browser().awaitText(".figures", "orders0");
        browser().click("#periods button[value=\"30\"]");
        browser().awaitText(".figures", "orders" + BusyWeek.ORDERS);
        browser().awaitText(".many .card:last-child h2", "AI cost per order");
        browser().click("#theme");
        browser().picture("history-dark");
        browser().accessible();
        browser().click("#theme");
        browser().size(390, 800);
        browser().picture("history-phone");
        browser().size(1280, 800);
    }

    @Test
    void aLongQuestionShowsHowFarItIsAndCanBeCancelledAndAFailureIsSaid() {
        signedOut("#token=" + RunningSink.OPERATOR);
        browser().awaitText(".many .card:last-child h2", "AI cost per order");
        browser().evaluate("""
                (window.real = window.fetch, window.fetch = (path, how) => path !== '/sql/inquiries' ? real(path, how)
                  : new Promise((_, stop) => how.signal.addEventListener('abort', () => stop(how.signal.reason))), 1)""");
        browser().click("#show");
        browser().awaitText("#busy:not([hidden]) #busy-words", "0 of 7");
        browser().picture("history-asking");
        browser().accessible();
        browser().click("#cancel");
        browser().awaitText("#note:not([hidden])", "Cancelled");
        assertThat(browser().evaluate("document.querySelector('#busy').hidden").asBoolean())
                .isTrue();

        browser().evaluate("(window.fetch = () => Promise.reject(new TypeError('gone')), 1)");
        browser().click("#show");
        browser().awaitText("[role=alert]", "the server does not answer");
        browser().picture("history-error");
        browser().accessible();
        browser().evaluate("(window.fetch = window.real, 1)");
        browser().click("[role=alert] button");
        browser().awaitText(".many .card:last-child h2", "AI cost per order");
    }

    @Test
    void aQuestionIsKeptUnderANameAskedAgainAndForgotten() {
        signedOut("#token=" + RunningSink.OPERATOR);
        browser().awaitText("#shelf:not([hidden]) h2", "Questions of your own");
        browser().type("#sql", "select restaurant_id, 6 * 7 as answer from orders group by all");
        browser().click("#save");
        browser().awaitText("#shelf-note", "needs a name");
        browser().type("#saved-name", "my-answer");
        browser().click("#save");
        browser().awaitText("#saved", "my-answer");

        browser().reload();
        browser().awaitText("#saved", "my-answer");
        browser().click("button[aria-label=\"Ask: my-answer\"]");
        browser().awaitText("#answer:not([hidden])", "trattoria42");
        browser().awaitText("#shelf-note", "Rows: 1.");
        browser().awaitText(".many .card:last-child h2", "AI cost per order");
        browser().size(1280, 3100);
        browser().picture("history-shelf");
        browser().accessible();
        browser().click("#theme");
        browser().picture("history-shelf-dark");
        browser().accessible();
        browser().click("#theme");
        browser().size(390, 5200);
        browser().picture("history-shelf-phone");
        browser().size(1280, 800);

        browser().type("#sql", "delete from orders");
        browser().click("#ask");
        browser().awaitText("#shelf-note", "This could not be done");
        browser().click("button[aria-label=\"Delete: my-answer\"]");
        browser().awaitText("#shelf-note", "my-answer is deleted");
        assertThat(browser().evaluate("document.querySelector('#saved').hidden").asBoolean())
                .isTrue();
    }

    private static void signedOut(String hash) {
        int port = Objects.requireNonNull(service)
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class);
        browser().goTo("http://127.0.0.1:" + port + "/history");
        await().atMost(SOON)
                .until(() ->
                        browser().evaluate("location.pathname").asString("").equals("/history"));
        browser().evaluate("(localStorage.clear(), 1)");
        browser().open("http://127.0.0.1:" + port + "/history" + hash);
    }

    private static Browser browser() {
        return WINDOW.browser();
    }
}
