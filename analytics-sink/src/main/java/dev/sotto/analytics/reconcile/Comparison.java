package dev.sotto.analytics.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What came of comparing a period.
 *
 * @param hours compared, each of one restaurant
 * @param unsettled hours left for later: PostgreSQL has seen more of their orders than the lake, or waits for a part itself
 * @param orders in the hours compared, as PostgreSQL says
 * @param totals sums of their totals, in minor units by currency
 * @param calls what came of comparing calls
 * @param behind records that PostgreSQL has applied and the lake does not hold yet
 */
public record Comparison(
        Period period,
        int hours,
        int unsettled,
        long orders,
        Map<String, Long> totals,
        long behind,
        List<Difference> differences,
        CallComparison calls) {

    public Comparison {
        differences = List.copyOf(differences);
    }

    /** The totals for people: sums of different currencies are never added up. */
    @JsonProperty
    public String money() {
        return Money.said(totals);
    }
}
