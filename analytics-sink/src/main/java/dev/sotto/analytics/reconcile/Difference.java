package dev.sotto.analytics.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order, or a call, of which both sides have seen all and say different things. An order says its events by version and first
 * letter, its total, how many lines, how many dishes, the sum of its lines, its currency, whether it was cancelled; a call its times
 * in microseconds, where it came from, its table, language and end, how many sentences, and a hash of them.
 *
 * @param hour in which it was placed or began
 * @param inPostgres null when it is not there
 * @param inLake null when it is not there
 */
public record Difference(
        Kind kind,
        String restaurantId,
        String id,
        Instant hour,
        @Nullable String inPostgres,
        @Nullable String inLake) {

    /** What differs. */
    public enum Kind {
        ORDER,
        CALL
    }

    static Difference of(Kind kind, Hour hour, String id, @Nullable String inPostgres, @Nullable String inLake) {
        return new Difference(kind, hour.restaurantId(), id, hour.starts(), inPostgres, inLake);
    }

    /** The same for people, who want to know what is wrong and not what is right. */
    @JsonProperty
    public String sentence() {
        return switch (kind) {
            case ORDER -> OrderSaid.difference(inPostgres, inLake);
            case CALL -> CallSaid.difference(inPostgres, inLake);
        };
    }
}
