package dev.sotto.analytics.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, its ends included.
 *
 * @param from null for ever
 * @param until null for ever
 */
public record Times(@Nullable Instant from, @Nullable Instant until) {

    public static final Times ALL = new Times(null, null);

    /** All times of both, and those between. */
    public Times around(Times other) {
        Instant earlier = from == null || other.from == null ? null : from.isBefore(other.from) ? from : other.from;
        Instant later = until == null || other.until == null ? null : until.isAfter(other.until) ? until : other.until;
        return new Times(earlier, later);
    }

    public Times widenedBy(Duration margin) {
        return new Times(from == null ? null : from.minus(margin), until == null ? null : until.plus(margin));
    }

    Expression expression(String column) {
        Expression wanted = Expressions.alwaysTrue();
        if (from != null) {
            wanted = Expressions.and(wanted, Expressions.greaterThanOrEqual(column, micros(from)));
        }
        return until == null ? wanted : Expressions.and(wanted, Expressions.lessThanOrEqual(column, micros(until)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
