package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.RowChange;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long each restaurant's rows of each table are kept: words for 90 days, the rest for ten years, unless it says else. */
final class Retention {

    private static final Duration ORDERS_FOR = Duration.ofDays(3653);
    private static final Map<String, Duration> USUAL = Map.of("transcripts", Duration.ofDays(90));

    private final Map<String, Duration> tables;
    private final Map<String, Map<String, Duration>> restaurants;

    Retention(UpkeepSettings settings) {
        this.tables = settings.retention();
        this.restaurants = settings.restaurants();
    }

    private Duration usually(String table) {
        return tables.getOrDefault(table, USUAL.getOrDefault(table, ORDERS_FOR));
    }

    /** For how long rows of a table are kept of every restaurant. */
    Duration shortest(String table) {
        Duration usually = usually(table);
        return restaurants.values().stream()
                .map(its -> its.getOrDefault(table, usually))
                .min(Comparator.naturalOrder())
                .filter(least -> least.compareTo(usually) < 0)
                .orElse(usually);
    }

    /** What is kept of a table's rows when they are so many days old. */
    Kept of(String table, long ageDays) {
        Duration usually = usually(table);
        boolean usual = ageDays <= usually.toDays();
        Set<String> exceptions = restaurants.entrySet().stream()
                .filter(entry ->
                        ageDays <= entry.getValue().getOrDefault(table, usually).toDays() != usual)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new Kept(usual, exceptions);
    }

    /**
     * @param usually whether rows stay
     * @param exceptions the restaurants for which it is the other way round
     */
    record Kept(boolean usually, Set<String> exceptions) {

        boolean everything() {
            return usually && exceptions.isEmpty();
        }

        boolean nothing() {
            return !usually && exceptions.isEmpty();
        }

        RowChange change() {
            if (exceptions.isEmpty()) {
                return usually ? RowChange.NONE : RowChange.ALL_GO;
            }
            return row -> usually != exceptions.contains(String.valueOf(row.getField("restaurant_id"))) ? row : null;
        }
    }
}
