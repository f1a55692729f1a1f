package dev.sotto.analytics.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Orders placed, or calls begun, from this moment on and before that one. */
public record Period(Instant from, Instant until) {

    /** Longer than anybody speaks. */
    private static final Duration LONGEST_CALL = Duration.ofHours(24);

    static Period of(Hour hour) {
        return new Period(hour.starts(), hour.starts().plusSeconds(3600));
    }

    /** When all is said on calls that began in it. */
    Instant untilCallsEnd() {
        return until.plus(LONGEST_CALL);
    }

    /** Without what lies before the first whole hour after that moment. */
    Period notBefore(Instant moment) {
        Instant hour = moment.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return from.isBefore(hour) ? new Period(hour, until) : this;
    }

    boolean isNone() {
        return !from.isBefore(until);
    }

    static Period of(LocalDate day) {
        return new Period(start(day), start(day.plusDays(1)));
    }

    /** Whole days in UTC, the last one included. */
    public static Period of(LocalDate first, LocalDate last) {
        return new Period(start(first), start(last.plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
