package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import dev.sotto.orders.load.plans.FilledOrders;
import dev.sotto.orders.load.plans.Finding;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL reads to answer everything that can be asked, and to write what comes, beside a million orders. */
final class PlansScene {

    private static final int ORDERS = 1_000_000;
    private static final int TURNS = 60;

    private PlansScene() {}

    static boolean play(int size) throws Exception {
        int orders = size == 0 ? ORDERS : size;
        long began = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        List<String> unused;
        try (FilledOrders filled = new FilledOrders(orders, House.order())) {
            say("%,d orders of a year are in the tables after %.0f s", orders, (System.nanoTime() - began) / 1e9);
            say("rows read (most), kept, told; ms in PostgreSQL p50, p95; times; how");
            filled.ask(TURNS, finding -> {
                findings.add(finding);
                tell(finding);
            });
            unused = filled.unused();
        }
        say("indexes nothing here was found by: %s", unused);
        List<Finding> bad = findings.stream().filter(Finding::isBad).toList();
        bad.forEach(finding -> say("BAD %s", finding));
        boolean answered =
                wanted("every question answered", findings.stream().allMatch(finding -> finding.refused() == 0));
        return wanted("no statement reads much more of a large table than it needs", bad.isEmpty()) && answered;
    }

    private static void tell(Finding finding) {
        say(
                "%s%s | %.0f (%.0f), %.0f, %.0f | %.2f, %.2f | %d%s | %s",
                finding.question(),
                finding.isBad() ? " BAD" : "",
                finding.read(),
                finding.readAtMost(),
                finding.kept(),
                finding.told(),
                finding.p50(),
                finding.p95(),
                finding.times(),
                finding.refused() == 0 ? "" : ", " + finding.refused() + " REFUSED",
                finding.ways());
    }
}
