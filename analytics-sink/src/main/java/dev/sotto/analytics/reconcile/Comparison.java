package dev.sotto.analytics.reconcile;

import java.util.List;

/**
 * What came of comparing a period.
 *
 * @param hours compared, each of one restaurant
 * @param unsettled hours left for later: PostgreSQL has seen more of their orders than the lake, or waits for a part itself
 * @param orders in the hours compared, as PostgreSQL says
 * @param totalMinor sum of their totals
 * @param behind records that PostgreSQL has applied and the lake does not hold yet
 */
public record Comparison(
        Period period,
        int hours,
        int unsettled,
        long orders,
        long totalMinor,
        long behind,
        List<Difference> differences) {

    public Comparison {
        differences = List.copyOf(differences);
    }
}
