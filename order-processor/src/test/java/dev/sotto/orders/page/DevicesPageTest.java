package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Devices, webhooks and who did what, as a manager sees them in a real browser. */
class DevicesPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String R = "m5";

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @BeforeAll
    static void open() {
        running().publish(TestRestaurants.restaurant(R, 1, "en", false));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/" + R + "/menu", managerOf(R))
                                .statusCode()
                        == 200);
    }

    @Test
    void aScannedCodeIsFoundTheDeviceNamedAndLetInAndTheListsTellOfIt() {
        String asked =
                running().form("/pair/codes", Map.of("client_id", "station")).body();
        String code = JsonMapper.shared().readTree(asked).path("user_code").asString("");
        String page = "http://127.0.0.1:" + running().port();
        browser().goTo(page + "/manager/" + R + "#token=" + managerOf(R));
        browser().awaitText("#restaurant", "Chez Test");
        browser().goTo(page + "/manager#code=" + code);
        browser().awaitText(".pairing strong", code);
        assertThat(browser()
                        .evaluate("document.querySelector('.pairing select').value")
                        .asString(""))
                .startsWith("station ");
        browser().picture("devices-found");
        browser().accessible();
        browser()
                .evaluate("(document.querySelector('.pairing input').value = 'Grill left',"
                        + " document.querySelector('.pairing form').requestSubmit(), 1)");
        browser().awaitText(".list", "Grill left");
        browser().awaitText(".pairing label", "Code on the device");
        browser().accessible();

        browser().evaluate("(location.hash = 'webhooks', 1)");
        browser().awaitText(".none", "No program");
        browser()
                .evaluate("(document.querySelector('input[type=url]').value = 'http://127.0.0.1:9/orders',"
                        + " document.querySelector('.pairing form').requestSubmit(), 1)");
        browser().awaitText(".secret", "whsec_");
        browser().awaitText(".hook", "http://127.0.0.1:9/orders");
        browser().click(".hook .small");
        browser().awaitText("#said", "cannot be reached");
        browser().picture("devices-webhooks");
        browser().accessible();

        browser().evaluate("(location.hash = 'audit', 1)");
        browser().awaitText(".list", "Let a device in");
        browser()
                .evaluate("(document.querySelector('.find').value = 'nobody did this',"
                        + " document.querySelector('.find').dispatchEvent(new Event('input')), 1)");
        browser().awaitText(".none", "Nothing was done");
        browser().accessible();
    }

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
