package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A manager gives money back in a real browser. */
class ReceiptsPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String R = "m7";
    private static final String FRENCH = "m10";

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @BeforeAll
    static void open() {
        running().publish(TestRestaurants.restaurant(R, 1, "en", false));
        running().append(OrderLog.order(R, "paid", 1, OrderLog.placed("Margherita")));
        String orders = "/api/restaurants/" + R + "/orders";
        await().atMost(SOON)
                .until(() -> running().get(orders, managerOf(R)).body().contains("Margherita"));
    }

    @Test
    void aPieceIsGivenBackWithAReasonAndThePapersTellOfIt() {
        browser().goTo("http://127.0.0.1:" + running().port() + "/manager/" + R + "#token=" + managerOf(R));
        browser().awaitText("#restaurant", "Chez Test");
        browser().evaluate("(window.confirm = () => true, location.hash = 'orders', 1)");
        browser().awaitText(".list", "Margherita");
        browser().click(".list .small");
        browser().awaitText("dialog h3", "Receipt 1");
        browser().accessible();
        browser()
                .evaluate("(document.querySelector('[value=some]').click(),"
                        + " document.querySelector('.pick input').value = '1',"
                        + " document.querySelector('[name=reason]').value = 'arrived cold',"
                        + " document.querySelector('.refund').dispatchEvent(new Event('input')), 1)");
        browser().awaitText(".refund .main", "9.50");
        browser().picture("receipts-refund");
        browser().accessible();
        browser().evaluate("(document.querySelector('.refund').requestSubmit(), 1)");
        browser().awaitText(".note", "given back");
        browser().awaitText(".paper:nth-of-type(2)", "arrived cold");
        browser().awaitText(".paper:nth-of-type(2) .total", "-€9.50");
        browser().awaitText(".refund .check", "9.50");
        browser().picture("receipts-papers");
        browser().accessible();

        browser().evaluate("(document.querySelector('dialog').close(), location.hash = 'receipts', 1)");
        browser().awaitText(".list", "Credit note 1");
        browser().picture("receipts-list");
        browser().accessible();
    }

    @Test
    void aReceiptIsReadOnEveryScreenAndAloneOnPaper() {
        running().publish(TestRestaurants.restaurant(FRENCH, 1, "fr", false));
        running().append(OrderLog.order(FRENCH, "paid", 1, OrderLog.placed("Soupe à l’oignon gratinée")));
        await().atMost(SOON)
                .until(() -> running()
                        .get("/api/restaurants/" + FRENCH + "/orders", managerOf(FRENCH))
                        .body()
                        .contains("Soupe"));
        browser().goTo("http://127.0.0.1:" + running().port() + "/manager/" + FRENCH + "#token=" + managerOf(FRENCH));
        browser().awaitText("#restaurant", "Chez Test");
        browser().hash("orders");
        browser().awaitText(".list", "Soupe");
        browser().click(".list .small");
        browser().awaitText("dialog h3", "Reçu 1");
        for (String theme : List.of("light", "dark")) {
            browser().evaluate("(document.documentElement.dataset.theme = '" + theme + "', 1)");
            browser().accessible();
            for (int[] size : new int[][] {{1280, 800}, {820, 1180}, {390, 800}}) {
                browser().size(size[0], size[1]);
                browser().picture("receipts-" + theme + "-" + size[0]);
                assertThat(
                                value(
                                        "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth"))
                        .as("nothing is cut off at %d", size[0])
                        .isTrue();
            }
        }
        browser().size(794, 1123);
        browser().onPaper(true);
        browser().picture("receipts-print");
        assertThat(value("getComputedStyle(document.querySelector('.paper')).display !== 'none'"))
                .isTrue();
        for (String tool : List.of(".bar", ".tabs", "main", "dialog.receipts > header", ".refund", ".paper button")) {
            assertThat(value("getComputedStyle(document.querySelector('" + tool + "')).display === 'none'"))
                    .as("%s is not printed", tool)
                    .isTrue();
        }
        assertThat(browser()
                        .evaluate("getComputedStyle(document.querySelector('.paper')).backgroundColor")
                        .asString(""))
                .as("a dark screen's paper is white")
                .isEqualTo("rgb(255, 255, 255)");
        browser().onPaper(false);
        browser().evaluate("(document.documentElement.dataset.theme = 'light', 1)");
        browser().size(1280, 800);
    }

    private static boolean value(String expression) {
        return browser().evaluate(expression).asBoolean();
    }

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
