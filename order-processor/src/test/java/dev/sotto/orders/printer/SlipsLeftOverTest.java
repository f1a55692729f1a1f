package dev.sotto.orders.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.printer.EmbeddedPrinter;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.TestRestaurants;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Slips that come late, twice or never: nobody is left to find out by himself. */
class SlipsLeftOverTest extends KitchenOnPaper {

    private static final String TORN = "{\"lines\": 7}";

    @Test
    void aPrinterThatIsOffPrintsWhenItIsOnAgainAndNothingThatIsTooOld() throws IOException {
        EmbeddedPrinter off = printer();
        int port = off.port();
        off.close();
        restaurant("k4", "en", at("a", port));
        happens("k4", 1, TestRestaurants.at("1", TestRestaurants.burger("1", null)));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(standing("k4", 0).path("trouble").asString()).isEqualTo("UNREACHABLE"));
        assertThat(running()
                        .owner("update print_jobs set happened_at = now() - interval '2 hours'"
                                + " where restaurant_id = 'k4' returning 1"))
                .isEqualTo("1");
        running()
                .append(OrderLog.order(
                        "k4",
                        UUID.randomUUID().toString(),
                        1,
                        TestRestaurants.at("2", TestRestaurants.burger("1", null))));

        EmbeddedPrinter on = EmbeddedPrinter.on(port, slip -> {});
        printers.add(on);
        assertThat(text(slip(on, 0))).contains("Table 2");
        assertThat(standing("k4", 0).path("skipped").size()).isEqualTo(1);
        assertThat(standing("k4", 0).path("skipped").path(0).path("why").asString())
                .isEqualTo("TOO_OLD");
        assertThat(on.slips()).hasSize(1);
    }

    @Test
    void whatCannotBePrintedIsToldAndHoldsUpNothingBehindIt() {
        EmbeddedPrinter printer = printer();
        printer.paper(false);
        restaurant("k8", "en", at("a", printer.port()));
        happens("k8", 1, TestRestaurants.at("1", TestRestaurants.burger("1", null)));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(standing("k8", 0).path("trouble").asString()).isEqualTo("PAPER_OUT"));
        // As after bad memory, or an event that only a later version could read.
        String whole = running().owner("select body::text from order_events where restaurant_id = 'k8'");
        replace(whole, TORN);
        running()
                .append(OrderLog.order(
                        "k8",
                        UUID.randomUUID().toString(),
                        1,
                        TestRestaurants.at("2", TestRestaurants.burger("1", null))));
        await().atMost(SOON).until(() -> standing("k8", 0).path("waiting").asInt() == 2);

        printer.paper(true);
        assertThat(text(slip(printer, 0))).contains("Table 2");
        JsonNode skipped = standing("k8", 0).path("skipped");
        assertThat(skipped.size()).isEqualTo(1);
        assertThat(skipped.path(0).path("why").asString()).isEqualTo("UNPRINTABLE");
        assertThat(skipped.path(0).path("number").asInt()).isEqualTo(1);
        assertThat(printer.slips()).hasSize(1);
        // The tables are others' too, who hold them against the log.
        replace(TORN, whole);
    }

    private void replace(String body, String by) {
        assertThat(running()
                        .owner("update order_events set body = '" + by.replace("'", "''")
                                + "' where restaurant_id = 'k8' and body = '" + body.replace("'", "''")
                                + "' returning 1"))
                .isEqualTo("1");
    }

    @Test
    void nothingIsLostOrDoubledWhereTheServiceIsStartedAnew() {
        EmbeddedPrinter printer = printer();
        printer.mute();
        restaurant("k5", "en", at("a", printer.port()));
        happens("k5", 1, TestRestaurants.at("1", TestRestaurants.burger("1", null)));
        slip(printer, 0);
        await().atMost(SOON)
                .until(() -> running()
                        .owner("select count(*) from print_jobs where restaurant_id = 'k5'"
                                + " and printed_at is not null")
                        .equals("1"));
        running()
                .whileTheServiceIsDown(() -> running()
                        .append(OrderLog.order(
                                "k5",
                                UUID.randomUUID().toString(),
                                1,
                                TestRestaurants.at("2", TestRestaurants.burger("1", null)))));
        assertThat(text(slip(printer, 1))).contains("Table 2").doesNotContain("COPY");

        // As after a crash between the last byte and the note of it.
        running()
                .owner("update print_jobs set printed_at = null where restaurant_id = 'k5' and order_id = '" + order
                        + "' returning 1");
        assertThat(text(slip(printer, 2))).contains("COPY", "Table 1");
        assertThat(printer.slips()).hasSize(3);
    }
}
