package dev.sotto.orders.printer;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.printer.EmbeddedPrinter;
import dev.sotto.embedded.printer.PaperLine;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders on paper, and what becomes of what changes. */
class PrintersTest extends KitchenOnPaper {

    @Test
    void eachStationsDishesComeOutOfItsPrinterAndWhatChangesComesOutAsChanges() {
        EmbeddedPrinter hot = printer();
        EmbeddedPrinter cold = printer();
        restaurant("k1", "fr", at("hot", hot.port(), "grill"), at("cold", cold.port(), "cold"));
        OrderLine burger = TestRestaurants.burger("1", "allergie aux noix");
        OrderLine cake = TestRestaurants.plain("2", "cake", "cold");
        happens("k1", 1, TestRestaurants.at("7", burger, TestRestaurants.plain("3", "soup", "grill"), cake));

        List<PaperLine> ticket = slip(hot, 0);
        assertThat(line(ticket, "Table 7").width()).isEqualTo(2);
        assertThat(line(ticket, "1 x Burger").height()).isEqualTo(2);
        assertThat(line(ticket, "Large").loud()).isFalse();
        assertThat(line(ticket, "+ supplément ham").loud()).isFalse();
        assertThat(line(ticket, "SANS ONIONS").loud()).isTrue();
        assertThat(line(ticket, "allergie").loud()).isTrue();
        assertThat(text(ticket)).doesNotContain("cake").doesNotContain("DUPLICATA");

        happens("k1", 2, TestRestaurants.amended(TestRestaurants.burger("1", "allergie aux noix"), cake));
        List<PaperLine> change = slip(hot, 1);
        assertThat(change.getFirst().loud()).isTrue();
        assertThat(text(change)).contains("MODIFICATION", "ANNULÉ", "1 x").doesNotContain("Burger");
        assertThat(line(change, "soup").loud()).isTrue();
        assertThat(cold.slips()).as("a dessert that waits at its table").isEmpty();

        happens("k1", 3, new TicketMarked(TicketMark.FIRED, null, List.of("2"), "expo"));
        assertThat(text(slip(cold, 0))).contains("ENVOYER", "1 x cake");
        happens("k1", 4, new OrderMovedToTable("9", "waiter"));
        assertThat(text(slip(cold, 1))).contains("Table 7 > Table 9");
        happens("k1", 5, OrderLog.cancelled());
        assertThat(text(slip(cold, 2))).contains("COMMANDE ANNULÉE");
        assertThat(line(slip(cold, 2), "cake").loud()).isTrue();
        assertThat(text(slip(hot, 3))).contains("COMMANDE ANNULÉE", "Burger");
        assertThat(hot.slips()).hasSize(4);
    }

    @Test
    void anOrderThatIsBroughtSaysWhereToAndOnlyTheEndOfTheNumber() {
        EmbeddedPrinter counter = printer();
        restaurant("k9", "en", at("counter", counter.port()));
        String address = "12 rue des Lilas, third floor, the door on the left behind the lift";
        happens("k9", 1, TestRestaurants.brought(address, "+33611223344"));

        String ticket = text(slip(counter, 0)).replaceAll("\\s+", " ");

        assertThat(ticket).contains("Delivery", "> " + address, "Phone ..44").doesNotContain("223344");
        happens("k9", 2, OrderLog.cancelled());
        assertThat(text(slip(counter, 1))).contains("CANCELLED").doesNotContain("Lilas");
    }

    @Test
    void aPrinterWithoutPaperIsToldAndHoldsNobodyUpAndPrintsWhenThereIsSome() {
        EmbeddedPrinter empty = printer();
        EmbeddedPrinter full = printer();
        empty.paper(false);
        restaurant("k2", "en", at("a", empty.port()), at("b", full.port()));
        happens("k2", 1, TestRestaurants.at(null, TestRestaurants.burger("1", null)));
        assertThat(text(slip(full, 0))).contains("Burger");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(standing("k2", 0).path("trouble").asString()).isEqualTo("PAPER_OUT"));
        assertThat(standing("k2", 0).path("says").asString()).isEqualTo("There is no paper.");
        assertThat(standing("k2", 0).path("waiting").asInt()).isEqualTo(1);

        empty.paper(true);
        assertThat(text(slip(empty, 0))).contains("Burger").doesNotContain("COPY");
        await().atMost(SOON)
                .until(() -> standing("k2", 0).path("waiting").asInt() == 0
                        && standing("k2", 0).path("trouble").isNull());
        assertThat(full.slips()).hasSize(1);
        assertThat(empty.slips()).hasSize(1);
    }

    @Test
    void whatMayHaveComeOutComesOutAgainAsACopy() {
        EmbeddedPrinter torn = printer();
        EmbeddedPrinter silent = printer();
        EmbeddedPrinter ends = printer();
        torn.hangUpAfter(60);
        silent.losesAnswers(true);
        ends.paperFor(3);
        restaurant("k3", "en", at("torn", torn.port()), at("silent", silent.port()), at("ends", ends.port()));
        happens("k3", 1, TestRestaurants.at("4", TestRestaurants.burger("1", null)));

        assertThat(text(slip(silent, 0))).doesNotContain("COPY");
        List<PaperLine> again = slip(silent, 1);
        assertThat(again.getFirst().text()).contains("COPY");
        assertThat(again.getFirst().loud()).isTrue();
        silent.losesAnswers(false);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(standing("k3", 2).path("trouble").asString()).isEqualTo("PAPER_OUT"));
        ends.paper(true);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(ends.slips().getLast())).contains("COPY", "Burger"));
        // Half of it was taken before the line broke, and is still in the printer.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(torn.slips().getLast())).contains("COPY", "Burger"));
        await().atMost(SOON)
                .until(() -> standing("k3", 0).path("waiting").asInt() == 0
                        && standing("k3", 1).path("waiting").asInt() == 0
                        && standing("k3", 2).path("waiting").asInt() == 0);
    }

    @Test
    void aManagerSaysWhichPrintersThereAreAndTriesOne() {
        EmbeddedPrinter printer = printer();
        restaurant("k6", "fr");
        String path = "/api/restaurants/k6/printers";
        String good = "{\"printers\":[{\"id\":\"pass\",\"name\":\"Passe\",\"address\":\"127.0.0.1:" + printer.port()
                + "\",\"stations\":[\"grill\"],\"columns\":32}]}";

        HttpResponse<String> foreign =
                put(path, good.replace("127.0.0.1:" + printer.port(), "169.254.169.254:9100"), etag(path));
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body()).contains("kitchen.printers[0].address", "lies in no network");
        assertThat(put(path, good.replace("grill", "gril"), etag(path)).body())
                .contains("there is no station", "did you mean grill");
        assertThat(put(path, good.replace("32", "33"), etag(path)).body()).contains("must be 32, 42 or 48");
        assertThat(put(path, good, "\"0\"").statusCode()).isEqualTo(412);
        assertThat(put(path, good, etag(path)).statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> listed("k6").path("printers").size() == 1);

        HttpResponse<String> tried = running().post(path + "/pass/test", managerOf("k6"), "");
        assertThat(tried.body()).contains("\"printed\":true", "printed it");
        assertThat(text(slip(printer, 0))).contains("Sotto", "àâçéèêëîïôùûü oe", "SANS");
        printer.cover(true);
        assertThat(running().post(path + "/pass/test", managerOf("k6"), "").body())
                .contains("\"printed\":false", "Its cover is open.");
        assertThat(running().post(path + "/none/test", managerOf("k6"), "").statusCode())
                .isEqualTo(404);
        assertThat(put(path, "{\"printers\":[]}", etag(path)).statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> put(String path, String body, String etag) {
        return running().put(path, managerOf("k6"), body, "If-Match", etag);
    }

    private static String etag(String path) {
        return running().get(path, managerOf("k6")).headers().firstValue("ETag").orElseThrow();
    }
}
