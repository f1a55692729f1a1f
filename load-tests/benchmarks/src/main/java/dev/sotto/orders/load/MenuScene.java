package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuCategory;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OrderLimits;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** From a manager's save, or another tool's update in the database, to the table that running calls read. */
final class MenuScene {

    private static final int EDITS = 100;
    private static final int DISHES = 200;

    private MenuScene() {}

    static boolean play(int size) throws Exception {
        int edits = size == 0 ? EDITS : size;
        try (House house = House.serving(1);
                HttpClient http = HttpClient.newHttpClient()) {
            // As a worker of the pipeline holds it: a table of its own, fed by the log.
            StateTable<RestaurantConfig> ofACall = house.log().table(Topics.RESTAURANTS_CONFIG);
            BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
            house.log()
                    .append(Topics.RESTAURANTS_CONFIG, "r0", restaurant(), Trace.start())
                    .block(House.LIMIT);
            URI menu = URI.create("http://127.0.0.1:" + house.port() + "/api/restaurants/r0/menu");
            HttpRequest.Builder asManager =
                    HttpRequest.newBuilder(menu).header("Authorization", "Bearer " + House.token(0));
            HttpResponse<String> read = known(http, asManager);
            ofACall.onChange(key -> heard.add(System.nanoTime()));
            heard.poll(2, TimeUnit.SECONDS);
            heard.clear();
            Percentiles saved = new Percentiles(edits);
            String version = read.headers().firstValue("ETag").orElseThrow();
            for (int n = 0; n < edits; n++) {
                String body = read.body().replaceFirst("\"priceMinor\":\\d+", "\"priceMinor\":" + (1000 + n));
                long began = System.nanoTime();
                HttpResponse<String> answer = http.send(
                        asManager
                                .copy()
                                .header("Content-Type", "application/json")
                                .header("If-Match", version)
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                version = answer.headers().firstValue("ETag").orElseThrow();
                saved.add(arrival(heard) - began);
            }
            Percentiles updated = new Percentiles(edits);
            try (Connection tool = house.postgres().connect("postgres", "");
                    Statement statement = tool.createStatement()) {
                for (int n = 0; n < Math.min(edits, 30); n++) {
                    TimeUnit.MILLISECONDS.sleep(300); // what came before has come back
                    heard.clear();
                    long began = System.nanoTime();
                    statement.execute("update restaurants set config = jsonb_set(config, '{menu,items,1,priceMinor}', '"
                            + (2000 + n) + "')");
                    updated.add(arrival(heard) - began);
                }
            }
            say("saved → call: %s; updated in the database → call: %s (%d dishes)", saved, updated, DISHES);
            boolean first = wanted("a saved menu is known to calls within a second, p99", saved.at(0.99) <= 1000);
            boolean second = wanted("one changed in the database too, p95", updated.at(0.95) <= 1000);
            return first && second;
        }
    }

    private static long arrival(BlockingQueue<Long> heard) throws InterruptedException {
        Long at = heard.poll(20, TimeUnit.SECONDS);
        return at == null ? Long.MAX_VALUE / 2 : at;
    }

    private static HttpResponse<String> known(HttpClient http, HttpRequest.Builder menu) throws Exception {
        for (int tries = 0; tries < 300; tries++) {
            HttpResponse<String> answer = http.send(menu.copy().GET().build(), BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("the restaurant was never written down");
    }

    private static RestaurantConfig restaurant() {
        List<MenuItem> items = new ArrayList<>();
        for (int n = 0; n < DISHES; n++) {
            items.add(MenuItem.plain("dish" + n, "Dish " + n, "mains", 900));
        }
        MenuCategory mains = new MenuCategory("mains", "mains", List.of(), "grill", List.of(), List.of());
        return new RestaurantConfig(
                Envelope.unique(Topics.RESTAURANTS_CONFIG, "r0"),
                "r0",
                1,
                "Load",
                "en",
                "EUR",
                "Europe/Paris",
                List.of(),
                List.of(),
                null,
                null,
                null,
                new OrderLimits(10, 20, null),
                new Menu(List.of(mains), List.of(), List.of(), items),
                null,
                null,
                null);
    }
}
