package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.reconcile.Books.Entries;
import dev.sotto.analytics.reconcile.Books.Page;
import dev.sotto.log.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the history against PostgreSQL, hour by hour of each restaurant and, where an hour differs, order by order. The
 * lake's offsets are read first, then PostgreSQL at one moment, then the lake's rows below the offsets that both have
 * passed; an hour of whose orders PostgreSQL has seen more is left for later. So neither a lag nor a late event is drift.
 */
final class Reconciliation {

    /** More than these are a disaster that needs no list. */
    private static final int DIFFERENCES_AT_MOST = 1_000;

    private final ReconcileSettings settings;
    private final LakeSide lakeSide;
    private final CallReconciliation calls;

    Reconciliation(ReconcileSettings settings, Questions questions) {
        this.settings = settings;
        this.lakeSide = new LakeSide(questions);
        this.calls = new CallReconciliation(settings, lakeSide);
    }

    /** @throws NotCompared when one side cannot be read */
    Comparison compare(Lake lake, Period period) {
        try {
            Offsets held = lake.table(TableShape.ORDER_LINES).offsets();
            Settled settled;
            Page page;
            try (Books books = Books.open(settings)) {
                settled = Settled.between(held, books.offsets(Topics.ORDERS_EVENTS.name()));
                page = books.hours(settled, period);
            }
            Map<Hour, HourSum> inLake = lakeSide.hours(settled, period);
            Set<Hour> compared = new HashSet<>(page.sums().keySet());
            compared.addAll(inLake.keySet());
            compared.removeAll(page.unsettled());
            List<HourSum> inBooks = sums(compared, page);
            CallComparison ofCalls = calls.compare(lake, period);
            List<Difference> differences = new ArrayList<>(differences(lake, differing(compared, page.sums(), inLake)));
            differences.addAll(ofCalls.differences());
            return new Comparison(
                    period,
                    compared.size(),
                    page.unsettled().size(),
                    inBooks.stream().mapToLong(HourSum::orders).sum(),
                    Money.added(inBooks.stream().map(HourSum::totals).toList()),
                    settled.behind(),
                    differences,
                    ofCalls);
        } catch (SQLException | LakeUnavailable failed) {
            throw new NotCompared(String.valueOf(failed.getMessage()), failed);
        }
    }

    /** When the first order either side knows was placed; null while there is none. */
    @Nullable
    Instant earliest() {
        try (Books books = Books.open(settings)) {
            Instant inBooks = books.earliest();
            Instant inLake = lakeSide.earliest();
            return inBooks == null || (inLake != null && inLake.isBefore(inBooks)) ? inLake : inBooks;
        } catch (SQLException failed) {
            throw new NotCompared(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static List<HourSum> sums(Set<Hour> hours, Page page) {
        return hours.stream().map(page.sums()::get).filter(Objects::nonNull).toList();
    }

    private static List<Hour> differing(Set<Hour> hours, Map<Hour, HourSum> one, Map<Hour, HourSum> other) {
        return hours.stream()
                .filter(hour -> !Objects.equals(one.get(hour), other.get(hour)))
                .sorted(Comparator.comparing(Hour::starts).thenComparing(Hour::restaurantId))
                .toList();
    }

    /** Each hour is looked at anew, with new offsets: what has moved meanwhile is left out. */
    private List<Difference> differences(Lake lake, List<Hour> hours) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        for (Hour hour : hours) {
            if (differences.size() >= DIFFERENCES_AT_MOST) {
                break;
            }
            Offsets held = lake.table(TableShape.ORDER_LINES).offsets();
            try (Books books = Books.open(settings)) {
                Settled settled = Settled.between(held, books.offsets(Topics.ORDERS_EVENTS.name()));
                differences.addAll(differences(hour, books.orders(settled, hour), lakeSide.orders(settled, hour)));
            }
        }
        return differences;
    }

    private static List<Difference> differences(Hour hour, Entries books, Map<String, String> lake) {
        Map<String, Difference> found = new HashMap<>();
        Set<String> orders = new HashSet<>(books.said().keySet());
        orders.addAll(lake.keySet());
        orders.removeAll(books.unsettled());
        for (String order : orders) {
            String here = books.said().get(order);
            String there = lake.get(order);
            if (!Objects.equals(here, there)) {
                found.put(order, Difference.ofOrder(hour, order, here, there));
            }
        }
        return found.keySet().stream()
                .sorted()
                .map(found::get)
                .map(Objects::requireNonNull)
                .toList();
    }
}
