package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A manager gives money back in a real browser. */
class ReceiptsPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String R = "m7";

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

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
