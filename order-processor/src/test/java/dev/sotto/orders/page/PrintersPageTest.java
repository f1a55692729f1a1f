package dev.sotto.orders.page;

import static dev.sotto.orders.RunningOrders.cookOf;
import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.browser.Browser;
import dev.sotto.browser.InChromium;
import dev.sotto.embedded.printer.EmbeddedPrinter;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Printers as a manager sets them up, and as everybody is told that one is without paper. */
class PrintersPageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HERE = "k7";

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    @RegisterExtension
    static final InChromium WINDOW = new InChromium();

    @Test
    void aPrinterIsSetUpTriedAndMissedWhenItHasNoPaper() {
        running().publish(TestRestaurants.restaurant(HERE, 1, "fr", false));
        await().atMost(SOON)
                .until(() -> running()
                                .get("/api/restaurants/" + HERE + "/menu", managerOf(HERE))
                                .statusCode()
                        == 200);
        String server = "http://127.0.0.1:" + running().port();
        browser().open(server + "/manager/" + HERE + "#token=" + managerOf(HERE));
        browser().awaitText("#restaurant", "Chez Test");
        browser().evaluate("(location.hash = 'printers', 1)");
        browser().awaitText(".none", "Aucune imprimante");
        browser().awaitText(".pairing .check", "cold");
        browser().picture("printers-empty");
        browser().accessible();

        try (EmbeddedPrinter printer = EmbeddedPrinter.onAnyPort()) {
            enter("Passe", "169.254.169.254:9100");
            browser().awaitText("#said", "lies in no network");
            enter("Passe", "127.0.0.1:" + printer.port());
            browser().awaitText(".hook h3", "Passe");
            browser().click(".hook .small");
            browser().awaitText("#said", "L'essai est imprimé.");
            browser().awaitText(".hook .tag", "fonctionne");
            assertThat(printer.slips()).hasSize(1);

            printer.paper(false);
            running()
                    .append(OrderLog.order(
                            HERE,
                            UUID.randomUUID().toString(),
                            1,
                            TestRestaurants.at("3", TestRestaurants.burger("1", null))));
            browser().awaitText(".hook .tag", "plus de papier");
            browser().awaitText(".hook", "1 ticket attend");
            pictures("printers-manager");

            assertThat(running()
                            .owner("insert into print_jobs (restaurant_id, printer_id, event_id, order_id, happened_at,"
                                    + " skipped_at, skipped_why) select restaurant_id, printer_id, 'e-' || why, order_id, now(),"
                                    + " now(), why from print_jobs, unnest(array['TOO_OLD', 'UNPRINTABLE']) why"
                                    + " where restaurant_id = '" + HERE + "' returning 1"))
                    .isEqualTo("1");
            browser().awaitText(".hook", "Trop anciens quand elle a pu imprimer, et pas imprimés : #1");
            browser().awaitText(".hook", "Impossibles à imprimer, à lire sur l’écran : #1");
            pictures("printers-left-out");

            browser().open(server + "/kitchen/" + HERE + "#token=" + cookOf(HERE));
            browser().awaitText("#printers", "Imprimante Passe : plus de papier");
            pictures("printers-kitchen");
            printer.paper(true);
            await().atMost(SOON)
                    .until(() -> browser()
                            .evaluate("document.getElementById('printers').hidden")
                            .asBoolean());
            assertThat(printer.slips()).hasSize(2);
        }
    }

    private static void pictures(String name) {
        for (int width : new int[] {1280, 390}) {
            browser().size(width, 900);
            browser().picture(name + "-" + width);
            browser().accessible();
        }
        browser().size(1280, 900);
    }

    private static void enter(String name, String address) {
        browser()
                .evaluate("(document.querySelector('.pairing [name=name]').value = '" + name
                        + "', document.querySelector('.pairing [name=address]').value = '" + address
                        + "', document.querySelector('.pairing form').requestSubmit(), 1)");
    }

    private static Browser browser() {
        return WINDOW.browser();
    }

    private static RunningOrders running() {
        return SHARED.running();
    }
}
