package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/**
 * Calls and what guests said on them. PostgreSQL is read first, at one moment, with the offsets behind what it holds; the lake is
 * waited for until it holds as much, and of it only what lies below is compared. So neither side's lag is drift.
 */
final class CallSides implements Sides<CallSum> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ReconcileSettings settings;
    private final CallLake lakeSide;

    CallSides(ReconcileSettings settings, LakeSide lake) {
        this.settings = settings;
        this.lakeSide = new CallLake(lake);
    }

    @Override
    public Hours<CallSum> hours(Lake lake, Period period) throws SQLException {
        CallsHeard heard;
        Map<Hour, CallSum> inBooks;
        try (CallBooks books = new CallBooks(settings)) {
            heard = books.heard();
            inBooks = books.hours(period);
        }
        if (heard.isUnknown() || isMissingIn(lake, heard)) {
            return Hours.nothingYet();
        }
        return new Hours<>(inBooks, lakeSide.hours(heard, period), Set.of(), 0, false);
    }

    @Override
    public Entries entries(Lake lake, Hour hour) throws SQLException {
        CallsHeard heard;
        Map<String, String> inBooks;
        try (CallBooks books = new CallBooks(settings)) {
            heard = books.heard();
            inBooks = books.calls(hour);
        }
        return isMissingIn(lake, heard)
                ? Entries.NOTHING_YET
                : new Entries(inBooks, lakeSide.calls(heard, hour), Set.of());
    }

    @Override
    public Difference.Kind kind() {
        return Difference.Kind.CALL;
    }

    /** Waits for the lake; true when it does not come so far in time. */
    private boolean isMissingIn(Lake lake, CallsHeard heard) {
        if (heard.missingIn(lake) == 0) {
            return false;
        }
        return !Boolean.FALSE.equals(Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .map(tick -> heard.missingIn(lake) > 0)
                .takeUntil(missing -> !missing)
                .take(settings.lakeWithin())
                .blockLast());
    }
}
