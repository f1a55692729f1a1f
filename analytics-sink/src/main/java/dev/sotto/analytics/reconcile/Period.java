package dev.sotto.analytics.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Orders placed from this moment on and before that one. */
public record Period(Instant from, Instant until) {

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
