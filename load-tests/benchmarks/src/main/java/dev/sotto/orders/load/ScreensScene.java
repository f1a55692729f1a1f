package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import java.util.concurrent.TimeUnit;

/** Two thousand kitchen displays on one node: what each costs it, and how soon an order that is placed stands on them. */
final class ScreensScene {

    private static final int DISPLAYS = 2_000;
    private static final int RESTAURANTS = 50;
    private static final int ORDERS = 300;
    /** Compiled by these, not judged. */
    private static final int WARMING_UP = 300;

    private ScreensScene() {}

    static boolean play(int size) throws Exception {
        int displays = size == 0 ? DISPLAYS : size;
        try (House house = House.serving(RESTAURANTS)) {
            warmUp(house);
            long before = used();
            try (Displays open = new Displays(house.port(), displays, RESTAURANTS)) {
                open.awaitCaughtUp();
                double each = Math.max(0, used() - before) / 1024.0 / displays;
                for (int n = 0; n < ORDERS; n++) {
                    String order = "load-" + n;
                    open.expect(order);
                    house.place(House.restaurant(n % RESTAURANTS), order);
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                Percentiles seen = open.awaitAll(ORDERS * displays / RESTAURANTS);
                say(
                        "%,d displays, %.0f KiB each with both ends of its line; order placed → on its displays %s",
                        displays, each, seen);
                boolean first = wanted("at most 64 KiB each", each <= 64);
                boolean second = wanted("p95 at most 300 ms", seen.at(0.95) <= 300);
                boolean third =
                        wanted("every display saw every order once", seen.count() == ORDERS * displays / RESTAURANTS);
                return first && second && third;
            }
        }
    }

    private static void warmUp(House house) throws Exception {
        try (Displays some = new Displays(house.port(), RESTAURANTS, RESTAURANTS)) {
            some.awaitCaughtUp();
            for (int n = 0; n < WARMING_UP; n++) {
                house.place(House.restaurant(n % RESTAURANTS), "warm-" + n);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    /** Heap and buffers that are in use after everything unused was collected. */
    private static long used() throws InterruptedException {
        for (int n = 0; n < 3; n++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(300);
        }
        long direct = java.lang.management.ManagementFactory.getPlatformMXBeans(
                        java.lang.management.BufferPoolMXBean.class)
                .stream()
                .mapToLong(java.lang.management.BufferPoolMXBean::getMemoryUsed)
                .sum();
        return direct
                + Runtime.getRuntime().totalMemory()
                - Runtime.getRuntime().freeMemory()
                + io.netty.util.internal.PlatformDependent.usedDirectMemory();
    }
}
