package dev.sotto.orders.page;

import static dev.sotto.orders.TestRestaurants.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallEvent;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The manager's pages in a real browser; every state is kept as a picture for people to look at. */
class ManagerPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path PICTURES = Path.of("target", "pictures");

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    private static @Nullable Browser opened;

    @BeforeAll
    static void open() throws Exception {
        assumeThat(Browser.installed())
                .as("Chromium on the path; without one the page is not tested")
                .isPresent();
        opened = Browser.open(Browser.installed().orElseThrow());
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aFreshRestaurantIsShownWithoutAnythingMissing() throws IOException {
        restaurant("m1", "en");
        show("m1", "");
        awaitText(".figures", "orders0");
        picture("today-empty");
        for (String tab :
                List.of("calls", "orders", "bookings", "claims", "callbacks", "devices", "webhooks", "audit")) {
            goTo(tab);
            awaitText(".none", "o");
            picture(tab + "-empty");
            accessible();
        }
    }

    @Test
    void aCallIsReadWhileItIsSpoken() throws IOException {
        restaurant("m2", "en");
        show("m2", "");
        goTo("calls");
        awaitText(".none", "Nobody is calling");
        call("m2", new CallStarted(AudioSource.PHONE, "+33611223344", "100", null, null, 0, "en"));
        awaitText(".call strong", "+33611223344");
        awaitText("#live", "1 call now");
        say("m2", "u1", new PartialTranscript("two burgers"));
        awaitText(".words .saying", "two burgers …");
        say("m2", "u1", new FinalTranscript("two burgers please", List.of(), 0.9, "test", "en", 0, 1, 0));
        awaitText(".words .guest", "two burgers please");
        assertThat(text(".words .saying")).isEmpty();
        picture("calls-live");
        accessible();
        call("m2", new CallEnded(EndReason.CALLER_HUNG_UP, 1000));
        awaitText(".past-calls .list", "guest hung up");
        click(".past-calls .small");
        awaitText(".past-calls .words", "two burgers please");
        picture("calls-past");
    }

    @Test
    void todayCountsAndAnOrderCanBeCancelled() throws IOException {
        restaurant("m3", "fr");
        for (int n = 1; n <= 6; n++) {
            order("m3", "o" + n, placed("Ada", n % 2 == 0 ? "delivery" : "pickup"));
        }
        order(
                "m3",
                "b1",
                new TableBooked("Grace", "+33612345678", 4, Instant.now().plusSeconds(3600)));
        order(
                "m3",
                "c1",
                new ClaimOpened("o1", "wrong dish", 1, "the soup was cold", "upset", true, "redo", "+33612345678"));
        show("m3", "");
        awaitText(".figures", "commandes6");
        awaitText(".rank", "soup");
        picture("today-busy");
        accessible();
        goTo("bookings");
        awaitText(".list", "Grace · 4 personnes");
        picture("bookings");
        accessible();
        goTo("claims");
        awaitText(".list", "promis : refait");
        picture("claims");
        accessible();
        goTo("orders");
        awaitText(".list", "3 rue du Port");
        picture("orders");
        accessible();
        browser().evaluate("(window.prompt = () => 'client parti', 1)");
        click(".danger");
        awaitText(".tag.alarm", "annulée");

        browser().size(390, 800);
        goTo("today");
        awaitText(".figures", "commandes5");
        picture("today-phone");
        goTo("orders");
        awaitText(".list", "3 rue du Port");
        picture("orders-phone");
        browser().size(1280, 800);
        click("#theme");
        goTo("today");
        awaitText(".figures", "commandes5");
        picture("today-dark");
        accessible();
        click("#theme");
    }

    @Test
    void theMenuIsEditedHeardAndRefusedWhenItMakesNoSense() throws IOException {
        restaurant("m4", "en");
        show("m4", "");
        goTo("menu");
        awaitText(".dish[data-id=soup] .spoken", "Soup is 9 euros.");
        type(".dish[data-id=soup] input[name=price]", "7.5");
        awaitText(".dish[data-id=soup] .spoken", "Soup is 7 euros 50.");
        type(".dish[data-id=cake] input[name=price]", "x");
        awaitText(".dish[data-id=cake] .wrong", "Write a price");
        assertThat(browser()
                        .evaluate("document.querySelector('.save .main').disabled")
                        .asBoolean())
                .isTrue();
        picture("menu-wrong");
        accessible();
        type(".dish[data-id=cake] input[name=price]", "9.00");
        picture("menu-changed");
        click(".save .main");
        awaitText("#said", "Saved");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running()
                                .get("/api/restaurants/m4/menu", RunningOrders.managerOf("m4"))
                                .body())
                        .contains("\"priceMinor\":750"));
        picture("menu-saved");

        browser().size(820, 1180);
        picture("menu-tablet");
        browser().size(390, 800);
        picture("menu-phone");
        browser().size(1280, 800);
        browser().offline(true);
        awaitText("#offline", "OFFLINE since");
        picture("menu-offline");
        browser().offline(false);
        await().atMost(SOON).until(() -> text("#offline:not([hidden])").isEmpty());
    }

    @Test
    void withoutATokenNothingIsShownButTheQuestionForOne() throws IOException {
        browser().goTo("http://127.0.0.1:" + running().port() + "/manager/nobody");
        awaitText("#sign-in-why", "Paste your token");
        picture("sign-in");
        accessible();
        browser().goTo("about:blank");
        browser().goTo("http://127.0.0.1:" + running().port() + "/manager/m1#token=" + RunningOrders.cookOf("m1"));
        awaitText("#sign-in-why", "does not open");
        browser().evaluate("(localStorage.clear(), 1)");
    }

    private void restaurant(String id, String language) {
        running().publish(TestRestaurants.restaurant(id, 1, language, false));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/" + id + "/menu", RunningOrders.managerOf(id))
                                .statusCode()
                        == 200);
    }

    private static OrderPlaced placed(String name, String service) {
        return new OrderPlaced(
                AudioSource.PHONE,
                null,
                "+33611223344",
                name,
                "fr",
                List.of(plain("1", "soup", "grill"), plain("2", "cake", "cold")),
                1900,
                "EUR",
                service,
                Instant.now().plusSeconds(1800),
                service.equals("delivery") ? "3 rue du Port" : null);
    }

    private void order(String restaurant, String id, OrderEvent event) {
        running().append(OrderLog.order(restaurant, id, 1, event));
    }

    private void call(String restaurant, CallEvent event) {
        new SpokenCall(running(), restaurant).happens(event);
    }

    private void say(String restaurant, String utterance, SpeechEvent event) {
        new SpokenCall(running(), restaurant).hears(utterance, event);
    }

    private void show(String restaurant, String hash) {
        browser().goTo("about:blank");
        browser()
                .goTo("http://127.0.0.1:" + running().port() + "/manager/" + restaurant + "#token="
                        + RunningOrders.managerOf(restaurant) + hash);
        awaitText("#restaurant", "Chez Test");
    }

    private void goTo(String tab) {
        browser().evaluate("(location.hash = '" + tab + "', 1)");
    }

    private void click(String selector) {
        browser().click(selector);
    }

    private void type(String selector, String value) {
        browser()
                .evaluate("(e => { e.value = '" + value + "'; e.dispatchEvent(new Event('input', {bubbles: true})); "
                        + "return 1; })(document.querySelector('" + selector + "'))");
    }

    private String text(String selector) {
        return browser().text(selector);
    }

    private void awaitText(String selector, String text) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() -> assertThat(text(selector)).as(this::screen).contains(text));
    }

    private void accessible() {
        assertThat(Accessibility.faults(browser())).isEmpty();
    }

    private void picture(String name) throws IOException {
        browser().screenshot(PICTURES.resolve("manager-" + name + ".png"));
    }

    private String screen() {
        return browser().evaluate("document.body.innerText").asString("");
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
