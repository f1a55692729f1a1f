package dev.sotto.orders.page;

import static dev.sotto.orders.TestRestaurants.amended;
import static dev.sotto.orders.TestRestaurants.at;
import static dev.sotto.orders.TestRestaurants.burger;
import static dev.sotto.orders.TestRestaurants.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kitchen's screen in a real Chromium, over the whole service. */
class KitchenPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static @Nullable Browser opened;

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @BeforeAll
    static void openTheBrowser() throws Exception {
        assumeThat(Browser.installed())
                .as("a Chromium on the path (apt-get install chromium)")
                .isPresent();
        opened = Browser.open(Browser.installed().orElseThrow());
    }

    private String restaurant = "";

    @BeforeEach
    void openAKitchenOfItsOwn(TestInfo test) {
        browser().offline(false);
        restaurant = switch (test.getTestMethod().orElseThrow().getName()) {
            case "aStationMakesItsDishesAndTheExpoSendsThemOut" -> "p1";
            case "offlineItSaysSoKeepsThePressesAndLosesNothing" -> "p2";
            case "whatIsTakenOffIsStruckThroughUntilItIsSeen" -> "p3";
            case "aBumpBarDoesEverything" -> "p4";
            case "aCourseOfATableWaitsUntilItIsFired" -> "p5";
            default -> "p6";
        };
    }

    @AfterAll
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aStationMakesItsDishesAndTheExpoSendsThemOut() {
        open("?station=grill", true);
        place(
                "o1",
                at(
                        "12",
                        burger("1", null),
                        burger("2", null),
                        burger("3", "allergic to nuts"),
                        plain("4", "soup", "cold")));
        awaitText(".who", "Table 12");
        assertThat(texts(".dish")).as("identical dishes stand together").isEqualTo("2×Burger|1×Burger");
        assertThat(texts(".without")).isEqualTo("NO onions|NO onions");
        assertThat(browser().text(".allergy")).contains("allergic to nuts");

        browser().click(".item");
        awaitText(".line.made .dish", "2×");
        browser().click(".bump");
        awaitText("#empty", "No open tickets");

        show("?view=expo");
        awaitText(".chip.done", "Grill ✓");
        assertThat(browser().text(".board")).contains("Cold 0/1");
        browser().click(".bump");
        awaitText(".gone", "#1 Table 12");
        browser().click(".gone");
        awaitText("#empty", "No open tickets");
        await().atMost(SOON).until(() -> status("o1").equals("SERVED"));
    }

    @Test
    void offlineItSaysSoKeepsThePressesAndLosesNothing() {
        open("", false);
        place("o1", at("1", plain("1", "soup", "cold")));
        place("o2", at("2", plain("1", "soup", "cold")));
        awaitTexts(".who", "Table 1|Table 2");
        browser().evaluate("navigator.serviceWorker.ready.then(() => 0)");
        browser().reload();
        awaitTexts(".who", "Table 1|Table 2");

        browser().offline(true);
        awaitText("#offline", "OFFLINE since");
        browser().key("1");
        awaitTexts(".who", "Table 2");
        awaitText("#offline", "1 pressed");
        place("o3", at("3", plain("1", "soup", "cold")));
        browser().reload();
        awaitTexts(".who", "Table 2");
        assertThat(status("o1")).isEqualTo("RECEIVED");

        browser().offline(false);
        awaitTexts(".who", "Table 2|Table 3");
        await().atMost(SOON).until(() -> status("o1").equals("READY"));
        assertThat(ticket("o1")).as("pressed once, done once").contains("\"version\":2");
    }

    @Test
    void whatIsTakenOffIsStruckThroughUntilItIsSeen() {
        open("", false);
        place("o1", at("1", plain("1", "soup", "cold"), plain("2", "cake", "cold")));
        awaitText(".who", "Table 1");
        append("o1", 2, amended(plain("1", "soup", "cold")));
        awaitText(".struck", "VOID");
        assertThat(texts(".label")).isEqualTo("Changed");
        browser().click(".bump");
        awaitTexts(".dish", "1×soup");

        append("o1", 3, new OrderCancelled("guest left"));
        awaitText(".label.stop", "Cancelled");
        browser().click(".bump");
        awaitText("#empty", "No open tickets");
        await().atMost(SOON).until(() -> ticket("o1").contains("\"seen\": [\"\"]"));
    }

    @Test
    void aBumpBarDoesEverything() {
        open("", false);
        for (int table = 1; table <= 3; table++) {
            place("o" + table, at("" + table, plain("1", "soup", "cold"), plain("2", "cake", "grill")));
        }
        awaitTexts(".who", "Table 1|Table 2|Table 3");
        browser().key("2");
        awaitTexts(".who", "Table 1|Table 3");
        browser().key("ArrowRight");
        browser().key("ArrowDown");
        browser().key(" ");
        awaitTexts(".made .dish", "1×soup");
        awaitTexts(".who", "Table 3|Table 1"); // nothing is to be made of the other until its dessert is fired
        browser().key("ArrowLeft");
        browser().key("u");
        awaitText(".selected .rush", "Rush");
        browser().key("Enter");
        awaitTexts(".who", "Table 1");
        await().atMost(SOON).until(() -> status("o3").equals("READY"));
        browser().key("r");
        awaitText(".label:not(.rush)", "Back again");
        browser().key("a");
        awaitText(".counts", "1soup");
    }

    @Test
    void aCourseOfATableWaitsUntilItIsFired() {
        open("", false);
        place("o1", at("4", plain("1", "soup", "grill"), plain("2", "cake", "cold")));
        awaitText(".course.held", "Desserts");
        assertThat(texts(".lines.held .dish")).isEqualTo("1×cake");
        browser().click(".fire");
        awaitTexts(".lines.held .dish", "");
        await().atMost(SOON).until(() -> ticket("o1").contains("\"fired\": true"));

        browser().key("s");
        browser().click(".dish-there");
        awaitText(".dish-out", "burger");
        show("");
        awaitText(".who", "Table 4");
        browser().key("s");
        awaitTexts(".dish-out", "burger");
    }

    @Test
    void guestsSeeTheirNumberWhenItIsReadyInTheirLanguage() {
        running().publish(TestRestaurants.restaurant(restaurant, 1, "fr", false));
        place("o1", at(null, plain("1", "soup", "cold")));
        show("?view=ready");
        awaitText(".preparing", "En préparation1");
        String bump = "/kitchen/" + restaurant + "/orders/o1/bump";
        assertThat(running()
                        .post(bump, RunningOrders.cookOf(restaurant), "{\"version\":1}")
                        .statusCode())
                .isEqualTo(202);
        awaitText(".fetch", "Prêt1");
        assertThat(browser().evaluate("document.documentElement.lang").asString(""))
                .isEqualTo("fr");
    }

    @Test
    void aScreenThatNobodyKnowsShowsACodeAndItsPicture() throws IOException {
        browser().goTo("http://127.0.0.1:" + running().port() + "/kitchen/nobodys?view=ready");
        awaitText(".pair-code", "-");
        assertThat(browser().text(".pair-code")).matches("[B-Z]{4}-[B-Z]{4}");
        assertThat(browser()
                        .evaluate("document.querySelector('.pair-picture path').getBBox().width")
                        .asInt())
                .isGreaterThan(20);
        assertThat(Accessibility.faults(browser())).isEmpty();
    }

    private void open(String view, boolean expo) {
        running().publish(TestRestaurants.restaurant(restaurant, 1, "en", expo));
        show(view);
        awaitText("#empty:not([hidden])", "No open tickets");
    }

    private void show(String view) {
        browser().goTo("about:blank");
        browser()
                .goTo("http://127.0.0.1:" + running().port() + "/kitchen/" + restaurant + view + "#token="
                        + RunningOrders.cookOf(restaurant));
    }

    private void place(String orderId, OrderEvent placed) {
        append(orderId, 1, placed);
        await().atMost(SOON).untilAsserted(() -> assertThat(ticket(orderId)).contains("RECEIVED"));
    }

    private void append(String orderId, long version, OrderEvent event) {
        running().append(OrderLog.order(restaurant, orderId, version, event));
    }

    private String ticket(String orderId) {
        String path = "/api/restaurants/" + restaurant + "/orders/" + orderId;
        return running().get(path, RunningOrders.cookOf(restaurant)).body();
    }

    private String status(String orderId) {
        return ticket(orderId).replaceAll(".*\"status\":\"(\\w+)\".*", "$1");
    }

    private String texts(String selector) {
        return browser()
                .evaluate("[...document.querySelectorAll('" + selector + "')].map(e => e.textContent).join('|')")
                .asString("");
    }

    private void awaitText(String selector, String text) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() ->
                        assertThat(browser().text(selector)).as(this::screen).contains(text));
    }

    private void awaitTexts(String selector, String texts) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(
                        () -> assertThat(texts(selector)).as(this::screen).isEqualTo(texts));
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
