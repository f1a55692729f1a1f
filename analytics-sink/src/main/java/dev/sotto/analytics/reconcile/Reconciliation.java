package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.query.Questions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the history against PostgreSQL, orders and calls, hour by hour of each restaurant and, where an hour differs, one by one.
 */
final class Reconciliation {

    /** More than these are a disaster that needs no list. */
    private static final int DIFFERENCES_AT_MOST = 1_000;

    private final ReconcileSettings settings;
    private final LakeSide lakeSide;
    private final Sides<HourSum> orders;
    private final Sides<CallSum> calls;

    Reconciliation(ReconcileSettings settings, Questions questions) {
        this.settings = settings;
        this.lakeSide = new LakeSide(questions);
        this.orders = new OrderSides(settings, lakeSide);
        this.calls = new CallSides(settings, lakeSide);
    }

    /** @throws NotCompared when one side cannot be read */
    Comparison compare(Lake lake, Period period) {
        try {
            Sides.Hours<HourSum> hours = orders.hours(lake, period);
            CallComparison ofCalls = calls(lake, period.notBefore(Instant.now().minus(settings.callsFor())));
            List<Difference> differences = new ArrayList<>(differences(lake, orders, hours));
            differences.addAll(ofCalls.differences());
            return new Comparison(
                    period,
                    hours.compared().size(),
                    hours.unsettled().size(),
                    hours.sums().stream().mapToLong(HourSum::orders).sum(),
                    Money.added(hours.sums().stream().map(HourSum::totals).toList()),
                    hours.behind(),
                    differences,
                    ofCalls);
        } catch (SQLException | LakeUnavailable failed) {
            throw new NotCompared(String.valueOf(failed.getMessage()), failed);
        }
    }

    private CallComparison calls(Lake lake, Period period) throws SQLException {
        if (period.isNone()) {
            return CallComparison.NONE;
        }
        Sides.Hours<CallSum> hours = calls.hours(lake, period);
        return hours.left()
                ? CallComparison.LEFT
                : new CallComparison(
                        hours.sums().stream().mapToLong(CallSum::calls).sum(),
                        hours.sums().stream().mapToLong(CallSum::sentences).sum(),
                        false,
                        differences(lake, calls, hours));
    }

    private static <S> List<Difference> differences(Lake lake, Sides<S> sides, Sides.Hours<S> hours)
            throws SQLException {
        List<Difference> differences = new ArrayList<>();
        for (Hour hour : hours.differing()) {
            if (differences.size() >= DIFFERENCES_AT_MOST) {
                break;
            }
            Sides.Entries entries = sides.entries(lake, hour);
            for (String id : entries.differing()) {
                differences.add(Difference.of(
                        sides.kind(),
                        hour,
                        id,
                        entries.books().get(id),
                        entries.lake().get(id)));
            }
        }
        return differences;
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
}
