package dev.sotto.dialogue.colleague.desk;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What colleagues may cost on one day, by Greenwich time, over all workers.
 *
 * @param euros of all restaurants together
 * @param eurosPerRestaurant of each
 * @param thriftFrom the share of either from which only the first, cheapest colleague is asked
 */
public record BudgetSettings(
        @DefaultValue("50") double euros,
        @DefaultValue("5") double eurosPerRestaurant,
        @DefaultValue("0.8") double thriftFrom) {
    private static final double MICROS = 1e6;

    public BudgetSettings {
        if (euros < 0 || eurosPerRestaurant < 0 || thriftFrom <= 0 || thriftFrom > 1) {
            throw new IllegalArgumentException(
                    "dialogue.colleagues.budget must have euros of 0 or more and a thrift-from"
                            + " above 0 and at most 1, not " + this + ".");
        }
    }

    /** How a budget stands of which so much is spent. */
    Standing standing(long micros, long microsOfRestaurant) {
        double share = Math.max(share(micros, euros), share(microsOfRestaurant, eurosPerRestaurant));
        return share >= 1 ? Standing.SPENT : share >= thriftFrom ? Standing.THRIFT : Standing.WELL;
    }

    private static double share(long micros, double euros) {
        return euros == 0 ? 1 : micros / MICROS / euros;
    }
}
