package dev.sotto.analytics.rollup;

import dev.sotto.analytics.lake.FactTable;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.TouchedOrders;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down each order as it stands: {@link TableShape#ORDER_FACTS}, and what was sold with it:
 * {@link TableShape#ITEM_FACTS}, and the sums of that by day: {@link TableShape#ITEM_DAYS}. A pass tells anew the orders of which the log told something since the last one, however
 * long ago they were placed. It may be repeated, and may die anywhere: items and their sums are committed before the mark that says how
 * far both are told, and telling an order twice changes nothing.
 */
public final class RollUp {

    private static final Logger log = LoggerFactory.getLogger(RollUp.class);

    private final Questions questions;
    private final Duration every;
    private final Counter orders;
    private @Nullable Instant tried;
    private volatile @Nullable Instant last;

    /** @param every how long to wait between two passes */
    public RollUp(Questions questions, Duration every, MeterRegistry meters) {
        this.questions = questions;
        this.every = every;
        this.orders = Counter.builder("sotto.analytics.rollup.orders")
                .description("Orders told anew")
                .register(meters);
        Gauge.builder("sotto.analytics.rollup.age", this::age)
                .description("Since the orders were rolled up here; none while they never were")
                .baseUnit("seconds")
                .register(meters);
    }

    /** A pass, if it is time for one. One that fails is tried again when the next is due, and keeps no other chore waiting. */
    public boolean passWhenDue(Lake lake) {
        Instant before = tried;
        if (before != null && Instant.now().isBefore(before.plus(every))) {
            return false;
        }
        tried = Instant.now();
        try {
            pass(lake);
            last = Instant.now();
            return true;
        } catch (LakeUnavailable failed) {
            log.warn("The orders were not rolled up, and questions fold what came since: {}", failed.getMessage());
            return false;
        }
    }

    /**
     * Returns how many orders were told anew. One process at a time may be at it.
     *
     * @throws LakeUnavailable when the store or the catalog does not answer, or the engine has no room for so many news
     */
    public int pass(Lake lake) {
        long began = System.nanoTime();
        try (TouchedOrders touched = questions.touchedOrders(lake)) {
            if (touched.none()) {
                return 0;
            }
            int count = rollUp(lake, touched);
            orders.increment(count);
            if (count > 0) {
                log.info("{} orders rolled up in {} ms", count, (System.nanoTime() - began) / 1_000_000);
            }
            return count;
        }
    }

    private static int rollUp(Lake lake, TouchedOrders touched) {
        List<LocalDate> days = touched.days();
        try (FactTable.Change items = lake.facts(TableShape.ITEM_FACTS).change(touched.anew())) {
            days.forEach(day -> items.put(touched.retold(day), touched.items(day)));
            items.commit(touched.next());
        }
        try (FactTable.Change sums = lake.facts(TableShape.ITEM_DAYS).change(touched.anew())) {
            days.forEach(day -> sums.put(touched.restaurants(day), touched.itemSums(day)));
            sums.commit(touched.next());
        }
        int count = 0;
        try (FactTable.Change orders = lake.facts(TableShape.ORDER_FACTS).change(touched.anew())) {
            for (LocalDate day : days) {
                List<Row> now = touched.orders(day);
                orders.put(now, now);
                count += now.size();
            }
            orders.commit(touched.next());
        }
        return count;
    }

    private double age() {
        Instant before = last;
        return before == null
                ? Double.NaN
                : Duration.between(before, Instant.now()).toSeconds();
    }
}
