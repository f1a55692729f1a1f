package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * Holds calls and what guests said on them against PostgreSQL, hour by hour of each restaurant and, where an hour differs, call
 * by call. PostgreSQL is read first, at one moment, with the offsets behind what it holds; the lake is waited for until it holds
 * as much, and of it only what lies below is compared. So neither side's lag is drift.
 */
final class CallReconciliation {

    private static final int DIFFERENCES_AT_MOST = 1_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final ReconcileSettings settings;
    private final CallLake lakeSide;

    CallReconciliation(ReconcileSettings settings, LakeSide lake) {
        this.settings = settings;
        this.lakeSide = new CallLake(lake);
    }

    /** @throws NotCompared when one side cannot be read */
    CallComparison compare(Lake lake, Period whole) {
        Period period = whole.notBefore(Instant.now().minus(settings.callsFor()));
        if (period.isNone()) {
            return CallComparison.NONE;
        }
        try {
            CallsHeard heard;
            Map<Hour, CallSum> inBooks;
            try (CallBooks books = new CallBooks(settings)) {
                heard = books.heard();
                inBooks = books.hours(period);
            }
            if (heard.isUnknown() || isMissingIn(lake, heard)) {
                return CallComparison.LEFT;
            }
            Map<Hour, CallSum> inLake = lakeSide.hours(heard, period);
            return new CallComparison(
                    sum(inBooks, CallSum::calls),
                    sum(inBooks, CallSum::sentences),
                    false,
                    differences(lake, differing(inBooks, inLake)));
        } catch (SQLException | LakeUnavailable failed) {
            throw new NotCompared(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static long sum(Map<Hour, CallSum> hours, ToLongFunction<CallSum> part) {
        return hours.values().stream().mapToLong(part).sum();
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

    private static List<Hour> differing(Map<Hour, CallSum> one, Map<Hour, CallSum> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(hour -> !Objects.equals(one.get(hour), other.get(hour)))
                .sorted(Comparator.comparing(Hour::starts).thenComparing(Hour::restaurantId))
                .toList();
    }

    /** Each hour is looked at anew, so that what has changed meanwhile is compared as it is now. */
    private List<Difference> differences(Lake lake, List<Hour> hours) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        for (Hour hour : hours) {
            if (differences.size() >= DIFFERENCES_AT_MOST) {
                break;
            }
            CallsHeard heard;
            Map<String, String> here;
            try (CallBooks books = new CallBooks(settings)) {
                heard = books.heard();
                here = books.calls(hour);
            }
            if (!isMissingIn(lake, heard)) {
                Map<String, String> there = lakeSide.calls(heard, hour);
                Set<String> calls = new HashSet<>(here.keySet());
                calls.addAll(there.keySet());
                calls.stream()
                        .sorted()
                        .filter(call -> !Objects.equals(here.get(call), there.get(call)))
                        .map(call -> Difference.ofCall(hour, call, here.get(call), there.get(call)))
                        .forEach(differences::add);
            }
        }
        return differences;
    }
}
