package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** Devices, webhooks and who did what, as a manager sees them in a real browser. */
class DevicesPageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String R = "m5";

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
        running().publish(TestRestaurants.restaurant(R, 1, "en", false));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/" + R + "/menu", managerOf(R))
                                .statusCode()
                        == 200);
    }

    @AfterAll
    static void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aScannedCodeIsFoundTheDeviceNamedAndLetInAndTheListsTellOfIt() throws IOException {
        String asked =
                running().form("/pair/codes", Map.of("client_id", "station")).body();
        String code = JsonMapper.shared().readTree(asked).path("user_code").asString("");
        String page = "http://127.0.0.1:" + running().port();
        browser().goTo(page + "/manager/" + R + "#token=" + managerOf(R));
        awaitText("#restaurant", "Chez Test");
        browser().goTo(page + "/manager#code=" + code);
        awaitText(".pairing strong", code);
        assertThat(browser()
                        .evaluate("document.querySelector('.pairing select').value")
                        .asString(""))
                .startsWith("station ");
        picture("found");
        accessible();
        browser()
                .evaluate("(document.querySelector('.pairing input').value = 'Grill left',"
                        + " document.querySelector('.pairing form').requestSubmit(), 1)");
        awaitText(".list", "Grill left");
        awaitText(".pairing label", "Code on the device");
        accessible();

        browser().evaluate("(location.hash = 'webhooks', 1)");
        awaitText(".none", "No program");
        browser()
                .evaluate("(document.querySelector('input[type=url]').value = 'http://127.0.0.1:9/orders',"
                        + " document.querySelector('.pairing form').requestSubmit(), 1)");
        awaitText(".secret", "whsec_");
        awaitText(".hook", "http://127.0.0.1:9/orders");
        browser().click(".hook .small");
        awaitText("#said", "cannot be reached");
        picture("webhooks");
        accessible();

        browser().evaluate("(location.hash = 'audit', 1)");
        awaitText(".list", "Let a device in");
        browser()
                .evaluate("(document.querySelector('.find').value = 'nobody did this',"
                        + " document.querySelector('.find').dispatchEvent(new Event('input')), 1)");
        awaitText(".none", "Nothing was done");
        accessible();
    }

    private void awaitText(String selector, String text) {
        await().atMost(SOON)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() -> assertThat(browser().text(selector))
                        .as(() -> browser().evaluate("document.body.innerText").asString(""))
                        .contains(text));
    }

    private void accessible() {
        assertThat(Accessibility.faults(browser())).isEmpty();
    }

    private void picture(String name) throws IOException {
        browser().screenshot(PICTURES.resolve("devices-" + name + ".png"));
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
