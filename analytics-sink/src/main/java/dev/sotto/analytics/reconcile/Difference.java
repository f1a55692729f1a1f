package dev.sotto.analytics.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order of which both sides have seen all and say different things: its events by version and first letter, its total,
 * how many lines, how many dishes, the sum of its lines, its currency, whether it was cancelled.
 *
 * @param inPostgres null when it is not there
 * @param inLake null when it is not there
 */
public record Difference(
        String restaurantId,
        String orderId,
        Instant hour,
        @Nullable String inPostgres,
        @Nullable String inLake) {

    /** The same for people, who want to know what is wrong and not what is right. */
    @JsonProperty
    public String sentence() {
        return OrderSaid.difference(inPostgres, inLake);
    }
}
