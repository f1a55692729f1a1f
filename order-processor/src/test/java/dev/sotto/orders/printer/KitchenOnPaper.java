package dev.sotto.orders.printer;

import static dev.sotto.orders.RunningOrders.managerOf;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.printer.EmbeddedPrinter;
import dev.sotto.embedded.printer.PaperLine;
import dev.sotto.orders.OrderLog;
import dev.sotto.orders.RunningOrders;
import dev.sotto.orders.SharedOrders;
import dev.sotto.orders.TestRestaurants;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Restaurants with printers that decode what they are sent by themselves, run out, break off and come back. */
class KitchenOnPaper {

    @RegisterExtension
    static final SharedOrders SHARED = new SharedOrders();

    static final Duration SOON = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final List<EmbeddedPrinter> printers = new ArrayList<>();
    final String order = UUID.randomUUID().toString();

    @AfterEach
    void switchOff() {
        printers.forEach(EmbeddedPrinter::close);
    }

    static RunningOrders running() {
        return SHARED.running();
    }

    EmbeddedPrinter printer() {
        EmbeddedPrinter printer = EmbeddedPrinter.onAnyPort();
        printers.add(printer);
        return printer;
    }

    static KitchenPrinter at(String id, int port, String... stations) {
        return new KitchenPrinter(id, "Printer " + id, "127.0.0.1:" + port, List.of(stations), 42, "pc858");
    }

    /** A restaurant of the test's own, known to the service with these printers. */
    static void restaurant(String id, String language, KitchenPrinter... printers) {
        RestaurantConfig plain = TestRestaurants.restaurant(id, 1, language, false);
        Kitchen kitchen = Objects.requireNonNull(plain.kitchen());
        running().publish(plain.withKitchen(kitchen.withPrinters(List.of(printers)), plain.envelope()));
        await().atMost(SOON).until(() -> listed(id).path("printers").size() == printers.length);
    }

    static JsonNode listed(String id) {
        return JSON.readTree(running()
                .get("/api/restaurants/" + id + "/printers", managerOf(id))
                .body());
    }

    static JsonNode standing(String id, int nth) {
        return listed(id).path("printers").path(nth).path("standing");
    }

    void happens(String restaurant, long version, OrderEvent event) {
        running().append(OrderLog.order(restaurant, order, version, event));
    }

    static List<PaperLine> slip(EmbeddedPrinter printer, int nth) {
        await().atMost(SOON).until(() -> printer.slips().size() > nth);
        return printer.slips().get(nth);
    }

    static String text(List<PaperLine> slip) {
        return slip.stream().map(PaperLine::text).collect(Collectors.joining("\n"));
    }

    static PaperLine line(List<PaperLine> slip, String holding) {
        return slip.stream()
                .filter(line -> line.text().contains(holding))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + holding + "\" on\n" + text(slip)));
    }
}
