package dev.sotto.orders.page;

import static dev.sotto.orders.TestRestaurants.amended;
import static dev.sotto.orders.TestRestaurants.at;
import static dev.sotto.orders.TestRestaurants.burger;
import static dev.sotto.orders.TestRestaurants.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kitchen's screen in a real Chromium, over the whole service. */
class KitchenPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

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
            case "nothingIsCutOffWhateverTheWidthOfTheScreen" -> "p7";
            default -> "p6";
        };
    }

    @Test
    void nothingIsCutOffWhateverTheWidthOfTheScreen() {
        open("", true);
        place("o1", at("12", plain("1", "Kartoffelpufferundapfelmus", "grill")));
        browser().awaitText(".who", "Table 12");
        for (int width : new int[] {1366, 1280, 1240, 1201, 1024, 820, 390}) {
            browser().size(width, 800);
            browser().picture("kitchen-" + width);
            assertThat(browser()
                            .evaluate("[...document.querySelectorAll('.dish, .tool, #restaurant, html')]"
                                    + ".filter((each) => each.scrollWidth > each.clientWidth + 1)"
                                    + ".map((each) => each.id || each.className || each.tagName).join()")
                            .asString(""))
                    .as("cut off at %d", width)
                    .isEmpty();
        }
        browser().size(1280, 800);
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
        browser().awaitText(".who", "Table 12");
        assertThat(browser().texts(".dish"))
                .as("identical dishes stand together")
                .isEqualTo("2×Burger|1×Burger");
        assertThat(browser().texts(".without")).isEqualTo("NO onions|NO onions");
        assertThat(browser().text(".allergy")).contains("allergic to nuts");

        browser().click(".item");
        browser().awaitText(".line.made .dish", "2×");
        browser().click(".bump");
        browser().awaitText("#empty", "No open tickets");

        show("?view=expo");
        browser().awaitText(".chip.done", "Grill ✓");
        assertThat(browser().text(".board")).contains("Cold 0/1");
        browser().click(".bump");
        browser().awaitText(".gone", "#1 Table 12");
        browser().click(".gone");
        browser().awaitText("#empty", "No open tickets");
        await().atMost(SOON).until(() -> status("o1").equals("SERVED"));
    }

    @Test
    void offlineItSaysSoKeepsThePressesAndLosesNothing() {
        open("", false);
        place("o1", at("1", plain("1", "soup", "cold")));
        place("o2", at("2", plain("1", "soup", "cold")));
        browser().awaitTexts(".who", "Table 1|Table 2");
        browser().evaluate("navigator.serviceWorker.ready.then(() => 0)");
        browser().reload();
        browser().awaitTexts(".who", "Table 1|Table 2");

        browser().offline(true);
        browser().awaitText("#offline", "OFFLINE since");
        browser().key("1");
        browser().awaitTexts(".who", "Table 2");
        browser().awaitText("#offline", "1 pressed");
        place("o3", at("3", plain("1", "soup", "cold")));
        browser().reload();
        browser().awaitTexts(".who", "Table 2");
        assertThat(status("o1")).isEqualTo("RECEIVED");

        browser().offline(false);
        browser().awaitTexts(".who", "Table 2|Table 3");
        await().atMost(SOON).until(() -> status("o1").equals("READY"));
        assertThat(ticket("o1")).as("pressed once, done once").contains("\"version\":2");
    }

    @Test
    void whatIsTakenOffIsStruckThroughUntilItIsSeen() {
        open("", false);
        place("o1", at("1", plain("1", "soup", "cold"), plain("2", "cake", "cold")));
        browser().awaitText(".who", "Table 1");
        append("o1", 2, amended(plain("1", "soup", "cold")));
        browser().awaitText(".struck", "VOID");
        assertThat(browser().texts(".label")).isEqualTo("Changed");
        browser().click(".bump");
        browser().awaitTexts(".dish", "1×soup");

        append("o1", 3, new OrderCancelled("guest left"));
        browser().awaitText(".label.stop", "Cancelled");
        browser().click(".bump");
        browser().awaitText("#empty", "No open tickets");
        await().atMost(SOON).until(() -> ticket("o1").contains("\"seen\": [\"\"]"));
    }

    @Test
    void aBumpBarDoesEverything() {
        open("", false);
        for (int table = 1; table <= 3; table++) {
            place("o" + table, at("" + table, plain("1", "soup", "cold"), plain("2", "cake", "grill")));
        }
        browser().awaitTexts(".who", "Table 1|Table 2|Table 3");
        browser().key("2");
        browser().awaitTexts(".who", "Table 1|Table 3");
        browser().key("ArrowRight");
        browser().key("ArrowDown");
        browser().key(" ");
        browser().awaitTexts(".made .dish", "1×soup");
        browser()
                .awaitTexts(".who", "Table 3|Table 1"); // nothing is to be made of the other until its dessert is fired
        browser().key("ArrowLeft");
        browser().key("u");
        browser().awaitText(".selected .rush", "Rush");
        browser().key("Enter");
        browser().awaitTexts(".who", "Table 1");
        await().atMost(SOON).until(() -> status("o3").equals("READY"));
        browser().key("r");
        browser().awaitText(".label:not(.rush)", "Back again");
        browser().key("a");
        browser().awaitText(".counts", "1soup");
    }

    @Test
    void aCourseOfATableWaitsUntilItIsFired() {
        open("", false);
        place("o1", at("4", plain("1", "soup", "grill"), plain("2", "cake", "cold")));
        browser().awaitText(".course.held", "Desserts");
        assertThat(browser().texts(".lines.held .dish")).isEqualTo("1×cake");
        browser().click(".fire");
        browser().awaitTexts(".lines.held .dish", "");
        await().atMost(SOON).until(() -> ticket("o1").contains("\"fired\": true"));

        browser().key("s");
        browser().click(".dish-there");
        browser().awaitText(".dish-out", "burger");
        show("");
        browser().awaitText(".who", "Table 4");
        browser().key("s");
        browser().awaitTexts(".dish-out", "burger");
    }

    @Test
    void guestsSeeTheirNumberWhenItIsReadyInTheirLanguage() {
        running().publish(TestRestaurants.restaurant(restaurant, 1, "fr", false));
        place("o1", at(null, plain("1", "soup", "cold")));
        show("?view=ready");
        browser().awaitText(".preparing", "En préparation1");
        String bump = "/kitchen/" + restaurant + "/orders/o1/bump";
        assertThat(running()
                        .post(bump, RunningOrders.cookOf(restaurant), "{\"version\":1}")
                        .statusCode())
                .isEqualTo(202);
        browser().awaitText(".fetch", "Prêt1");
        assertThat(browser().evaluate("document.documentElement.lang").asString(""))
                .isEqualTo("fr");
    }

    @Test
    void aScreenThatNobodyKnowsShowsACodeAndItsPicture() {
        browser().goTo("http://127.0.0.1:" + running().port() + "/kitchen/nobodys?view=ready");
        browser().awaitText(".pair-code", "-");
        assertThat(browser().text(".pair-code")).matches("[B-Z]{4}-[B-Z]{4}");
        assertThat(browser()
                        .evaluate("document.querySelector('.pair-picture path').getBBox().width")
                        .asInt())
                .isGreaterThan(20);
        browser().accessible();
    }

    private void open(String view, boolean expo) {
        running().publish(TestRestaurants.restaurant(restaurant, 1, "en", expo));
        show(view);
        browser().awaitText("#empty:not([hidden])", "No open tickets");
    }

    private void show(String view) {
        browser()
                .open("http://127.0.0.1:" + running().port() + "/kitchen/" + restaurant + view + "#token="
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

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
