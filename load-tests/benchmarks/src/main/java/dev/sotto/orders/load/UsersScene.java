package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Fifteen hundred people who look at their orders, each on a line of his own, at a rate that does not wait for answers. */
final class UsersScene {

    private static final int USERS = 1_500;
    private static final int PER_SECOND = 3_400;
    private static final int SECONDS = 20;
    private static final int RESTAURANTS = 50;
    private static final int ORDERS_EACH = 40;

    private UsersScene() {}

    static boolean play(int size) throws InterruptedException {
        int perSecond = size == 0 ? PER_SECOND : size;
        try (House house = House.serving(RESTAURANTS)) {
            for (int n = 0; n < RESTAURANTS * ORDERS_EACH; n++) {
                house.place(House.restaurant(n % RESTAURANTS), "o" + n);
            }
            ConnectionProvider lines = ConnectionProvider.builder("users")
                    .maxConnections(USERS)
                    .pendingAcquireMaxCount(-1)
                    .build();
            HttpClient users = HttpClient.create(lines).baseUrl("http://127.0.0.1:" + house.port());
            load(users, perSecond / 3, 30); // compiled by this, not judged
            Load judged = load(users, perSecond, SECONDS);
            lines.dispose();
            say(
                    "%,d a second for %d s on %,d lines, with the users in the same process: %s; %d not answered well",
                    perSecond, SECONDS, USERS, judged.times, judged.failed.get());
            boolean first = wanted("p95 at most 100 ms", judged.times.at(0.95) <= 100);
            boolean second = wanted("no errors", judged.failed.get() == 0);
            return first && second;
        }
    }

    private record Load(Percentiles times, AtomicInteger failed, AtomicInteger answered) {}

    private static Load load(HttpClient users, int perSecond, int seconds) throws InterruptedException {
        int requests = perSecond * seconds;
        Load load = new Load(new Percentiles(requests), new AtomicInteger(), new AtomicInteger());
        long began = System.nanoTime();
        for (int n = 0; n < requests; n++) {
            long due = began + n * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(200_000);
            }
            ask(users, n, due, load);
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (load.answered.get() < requests && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        load.failed.addAndGet(requests - load.answered.get());
        return load;
    }

    /** Timed from when it was due, so that a server that holds back the asking is not forgiven. */
    private static void ask(HttpClient users, int nth, long due, Load load) {
        int restaurant = nth % RESTAURANTS;
        String path = "/api/restaurants/" + House.restaurant(restaurant) + "/orders";
        users.headers(headers -> headers.set("Authorization", "Bearer " + House.token(restaurant)))
                .get()
                .uri(nth % 3 == 0 ? path + "/o" + (restaurant + RESTAURANTS * (nth % ORDERS_EACH)) : path + "?limit=20")
                .responseSingle((response, body) -> body.asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .map(bytes -> response.status().code() == 200))
                .onErrorResume(broken -> Mono.just(false))
                .subscribe(well -> {
                    load.times.add(System.nanoTime() - due);
                    load.answered.incrementAndGet();
                    if (!well) {
                        load.failed.incrementAndGet();
                    }
                });
    }
}
