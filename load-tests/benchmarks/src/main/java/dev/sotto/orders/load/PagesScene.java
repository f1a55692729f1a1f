package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import dev.sotto.browser.Browser;
import dev.sotto.browser.Chromium;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * The pages in a real Chromium without a screen, which draws with the processor: how soon a page that was never seen before
 * paints, and how a kitchen's screen full of tickets answers a finger and scrolls while orders come.
 */
final class PagesScene {

    private static final int TICKETS = 200;
    private static final int LOADS = 5;
    private static final int PRESSES = 40;
    private static final int ORDERS_APART_MILLIS = 200;

    private static final String PAINTED = """
            new Promise((done) => {
              const look = () => {
                const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
                const full = document.querySelectorAll("$what").length >= $many;
                if (painted && full) {
                  const files = performance.getEntriesByType("resource");
                  done({ painted, full: performance.now(), files: files.length, bytes: files.reduce((sum, each) => sum + each.transferSize, 0) });
                } else requestAnimationFrame(look);
              };
              look();
            })
            """;

    /** From the press until the frame that shows what came of it has been handed over. */
    private static final String PRESSED = """
            (async () => {
              const took = [];
              for (let n = 0; n < $presses; n += 1) {
                const dishes = document.querySelectorAll(".item");
                const began = performance.now();
                if (n % 4 === 3) document.querySelectorAll(".bump")[n].click();
                else dishes[(n * 7) % dishes.length].click();
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
                took.push(performance.now() - began);
                await new Promise((done) => setTimeout(done, 60));
              }
              return took;
            })()
            """;

    private static final String FRAMES = """
            new Promise((done) => {
              const frames = [];
              const long = [];
              const watch = new PerformanceObserver((list) => long.push(...list.getEntries().map((each) => each.duration)));
              watch.observe({ type: "longtask" });
              let before = performance.now();
              const end = before + 6000;
              let by = 14;
              const frame = (now) => {
                frames.push(now - before);
                before = now;
                const bottom = document.documentElement.scrollHeight - innerHeight;
                if (scrollY >= bottom - 1) by = -14;
                if (scrollY <= 0) by = 14;
                scrollBy(0, by);
                if (now < end) return requestAnimationFrame(frame);
                watch.disconnect();
                done({ frames: frames.slice(2), long });
              };
              requestAnimationFrame(frame);
            })
            """;

    private PagesScene() {}

    static boolean play(int size) throws Exception {
        int tickets = size == 0 ? TICKETS : size;
        Optional<Path> chromium = Chromium.installed();
        if (chromium.isEmpty()) {
            say("no Chromium is on the path: apt-get install chromium");
            return false;
        }
        try (House house = House.serving(1);
                Chromium browser = Chromium.start(chromium.get())) {
            for (int n = 0; n < tickets; n++) {
                house.place(House.restaurant(0), "first-" + n);
            }
            String kitchen = address(house, "kitchen");
            boolean manager = painted(browser, "manager", address(house, "manager"), ".figure", 1);
            boolean painted = painted(browser, "kitchen", kitchen, ".ticket", tickets);
            try (Browser window = browser.window()) {
                window.goTo(kitchen);
                load(window, ".ticket", tickets);
                boolean pressed = pressed(window);
                return scrolled(house, window) && pressed && painted && manager;
            }
        }
    }

    private static String address(House house, String page) {
        return "http://127.0.0.1:" + house.port() + "/" + page + "/" + House.restaurant(0) + "#token=" + House.token(0);
    }

    /** The first load is the server's first too, and not judged; every window has an empty cache. */
    private static boolean painted(Chromium browser, String name, String address, String what, int many) {
        Percentiles first = new Percentiles(LOADS);
        Percentiles full = new Percentiles(LOADS);
        String files = "";
        for (int load = 0; load <= LOADS; load++) {
            try (Browser window = browser.window()) {
                window.goTo(address);
                JsonNode told = load(window, what, many);
                if (load > 0) {
                    add(first, told.path("painted").asDouble());
                    add(full, told.path("full").asDouble());
                    files = told.path("files").asInt() + " files, "
                            + told.path("bytes").asInt() / 1024 + " KiB";
                }
            }
        }
        say(
                "%s page, never seen before (%s): first paint %s; with all of %d %s %s",
                name, files, first, many, what, full);
        return wanted("first paint of the " + name + " page at most 1 s", first.at(1) <= 1_000);
    }

    private static JsonNode load(Browser window, String what, int many) {
        return window.evaluate(PAINTED.replace("$what", what).replace("$many", Integer.toString(many)));
    }

    private static boolean pressed(Browser window) {
        JsonNode told = window.evaluate(PRESSED.replace("$presses", Integer.toString(PRESSES)));
        Percentiles took = new Percentiles(told.size());
        told.forEach(each -> add(took, each.asDouble()));
        say("a dish or a ticket pressed → shown: %s", took);
        return wanted("p95 of a press at most 100 ms", took.at(0.95) <= 100);
    }

    private static boolean scrolled(House house, Browser window) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread orders = Thread.ofVirtual().start(() -> comeIn(house, over));
        JsonNode told = window.evaluate(FRAMES);
        over.set(true);
        orders.join();
        Percentiles frames = new Percentiles(told.path("frames").size());
        told.path("frames").forEach(each -> add(frames, each.asDouble()));
        Percentiles tasks = new Percentiles(Math.max(1, told.path("long").size()));
        told.path("long").forEach(each -> add(tasks, each.asDouble()));
        double perSecond = 1_000 * frames.count() / frames.sum();
        say(
                "scrolled while an order comes every %d ms: %.1f frames a second; apart %s",
                ORDERS_APART_MILLIS, perSecond, frames);
        say("tasks longer than 50 ms: %d%s", tasks.count(), tasks.count() == 0 ? "" : ", " + tasks);
        return wanted("at least 58 frames a second", perSecond >= 58);
    }

    private static void comeIn(House house, AtomicBoolean over) {
        try {
            for (int n = 0; !over.get(); n++) {
                house.place(House.restaurant(0), "later-" + n);
                TimeUnit.MILLISECONDS.sleep(ORDERS_APART_MILLIS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void add(Percentiles to, double millis) {
        to.add((long) (millis * 1e6));
    }
}
