package dev.sotto.orders.page;

import static dev.sotto.orders.TestRestaurants.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The manager's pages in a real browser; every state is kept as a picture for people to look at. */
class ManagerPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @Test
    void aFreshRestaurantIsShownWithoutAnythingMissing() {
        restaurant("m1", "en");
        show("m1", "");
        browser().awaitText(".figures", "orders0");
        browser().picture("manager-today-empty");
        for (String tab :
                List.of("calls", "orders", "bookings", "claims", "callbacks", "devices", "webhooks", "audit")) {
            browser().hash(tab);
            browser().awaitText(".none", "o");
            browser().picture("manager-" + tab + "-empty");
            browser().accessible();
        }
    }

    @Test
    void aCallIsReadWhileItIsSpoken() {
        restaurant("m2", "en");
        show("m2", "");
        browser().hash("calls");
        browser().awaitText(".none", "Nobody is calling");
        call("m2", new CallStarted(AudioSource.PHONE, "+33611223344", "100", null, null, 0, "en"));
        browser().awaitText(".call strong", "+33611223344");
        browser().awaitText("#live", "1 call now");
        say("m2", "u1", new PartialTranscript("two burgers"));
        browser().awaitText(".words .saying", "two burgers …");
        say("m2", "u1", new FinalTranscript("two burgers please", List.of(), 0.9, "test", "en", 0, 1, 0));
        browser().awaitText(".words .guest", "two burgers please");
        assertThat(browser().text(".words .saying")).isEmpty();
        browser().picture("manager-calls-live");
        browser().accessible();
        call("m2", new CallEnded(EndReason.CALLER_HUNG_UP, 1000));
        browser().awaitText(".past-calls .list", "guest hung up");
        browser().click(".past-calls .small");
        browser().awaitText(".past-calls .words", "two burgers please");
        browser().picture("manager-calls-past");
    }

    @Test
    void todayCountsAndAnOrderCanBeCancelled() {
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
        browser().awaitText(".figures", "commandes6");
        browser().awaitText(".rank", "soup");
        browser().picture("manager-today-busy");
        browser().accessible();
        browser().hash("bookings");
        browser().awaitText(".list", "Grace · 4 personnes");
        browser().picture("manager-bookings");
        browser().accessible();
        browser().hash("claims");
        browser().awaitText(".list", "promis : refait");
        browser().picture("manager-claims");
        browser().accessible();
        browser().hash("orders");
        browser().awaitText(".list", "3 rue du Port");
        browser().picture("manager-orders");
        browser().accessible();
        browser().evaluate("(window.prompt = () => 'client parti', 1)");
        browser().click(".danger");
        browser().awaitText(".tag.alarm", "annulée");

        browser().size(390, 800);
        browser().hash("today");
        browser().awaitText(".figures", "commandes5");
        browser().picture("manager-today-phone");
        browser().hash("orders");
        browser().awaitText(".list", "3 rue du Port");
        browser().picture("manager-orders-phone");
        browser().size(1280, 800);
        browser().click("#theme");
        browser().hash("today");
        browser().awaitText(".figures", "commandes5");
        browser().picture("manager-today-dark");
        browser().accessible();
        browser().click("#theme");
    }

    @Test
    void theMenuIsEditedHeardAndRefusedWhenItMakesNoSense() {
        restaurant("m4", "en");
        show("m4", "");
        browser().hash("menu");
        browser().awaitText(".dish[data-id=soup] .spoken", "Soup is 9 euros.");
        browser().type(".dish[data-id=soup] input[name=price]", "7.5");
        browser().awaitText(".dish[data-id=soup] .spoken", "Soup is 7 euros 50.");
        browser().type(".dish[data-id=cake] input[name=price]", "x");
        browser().awaitText(".dish[data-id=cake] .wrong", "Write a price");
        assertThat(browser()
                        .evaluate("document.querySelector('.save .main').disabled")
                        .asBoolean())
                .isTrue();
        browser().picture("manager-menu-wrong");
        // High enough that the bar with the buttons, which stays in sight, lies over no dish.
        browser().size(1280, 1600);
        browser().accessible();
        browser().size(1280, 800);
        browser().type(".dish[data-id=cake] input[name=price]", "9.00");
        browser().type(".dish[data-id=cake] input[name=tax]", "all of it");
        browser().awaitText(".dish[data-id=cake] .wrong", "Write a rate");
        browser().type(".dish[data-id=cake] input[name=tax]", "5,5");
        browser().type(".tax-of-all input", "10");
        browser().picture("manager-menu-changed");
        browser().click(".save .main");
        browser().awaitText("#said", "Saved");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running()
                                .get("/api/restaurants/m4/menu", RunningOrders.managerOf("m4"))
                                .body())
                        .contains("\"priceMinor\":750", "\"taxBasisPoints\":550", "\"taxBasisPoints\":1000"));
        browser().picture("manager-menu-saved");

        browser().size(820, 1180);
        browser().picture("manager-menu-tablet");
        browser().size(390, 800);
        browser().picture("manager-menu-phone");
        browser().size(1280, 800);
        browser().offline(true);
        browser().awaitText("#offline", "OFFLINE since");
        browser().picture("manager-menu-offline");
        browser().offline(false);
        await().atMost(SOON)
                .until(() -> browser().text("#offline:not([hidden])").isEmpty());
    }

    @Test
    void withoutATokenNothingIsShownButTheQuestionForOne() {
        browser().goTo("http://127.0.0.1:" + running().port() + "/manager/nobody");
        browser().awaitText("#sign-in-why", "Paste your token");
        browser().picture("manager-sign-in");
        browser().accessible();
        browser().open("http://127.0.0.1:" + running().port() + "/manager/m1#token=" + RunningOrders.cookOf("m1"));
        browser().awaitText("#sign-in-why", "does not open");
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
        browser()
                .open("http://127.0.0.1:" + running().port() + "/manager/" + restaurant + "#token="
                        + RunningOrders.managerOf(restaurant) + hash);
        browser().awaitText("#restaurant", "Chez Test");
    }

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
