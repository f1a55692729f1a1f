package dev.sotto.analytics.upkeep;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the tables are kept.
 *
 * @param every how long to rest between two rounds
 * @param share of the time it may work, 0 to 1: orders and questions come first
 * @param together files merged at one time; a part of each is in memory
 * @param rollUpEvery how often orders are rolled up; questions fold what came since themselves
 * @param archiveAfter age at which a day moves into the archive
 * @param snapshotsFor how long earlier states of a table can still be read, running questions included
 * @param orphansAfter age at which a file that no table names is a leftover; longer than any batch takes to be written
 * @param retention how long rows are kept, by table
 * @param restaurants the same for single restaurants: restaurant, then table
 */
public record UpkeepSettings(
        @DefaultValue("1m") Duration every,
        @DefaultValue("0.25") double share,
        @DefaultValue("32") int together,
        @DefaultValue("15m") Duration rollUpEvery,
        @DefaultValue("90d") Duration archiveAfter,
        @DefaultValue("1h") Duration snapshotsFor,
        @DefaultValue("24h") Duration orphansAfter,
        @DefaultValue Map<String, Duration> retention,
        @DefaultValue Map<String, Map<String, Duration>> restaurants) {

    public UpkeepSettings {
        check(every.toMillis() >= 100, "analytics.upkeep.every must be at least 100ms.");
        check(share > 0 && share <= 1, "analytics.upkeep.share must be above 0 and at most 1.");
        check(together >= 2, "analytics.upkeep.together must be at least 2.");
        check(rollUpEvery.isPositive(), "analytics.upkeep.roll-up-every must be longer than nothing.");
        check(archiveAfter.toDays() >= 1, "analytics.upkeep.archive-after must be at least a day.");
        check(!snapshotsFor.isNegative(), "analytics.upkeep.snapshots-for must not be negative.");
        check(orphansAfter.toHours() >= 1, "analytics.upkeep.orphans-after must be at least an hour.");
        retention = Map.copyOf(retention);
        restaurants = Map.copyOf(restaurants);
        retention.values().forEach(UpkeepSettings::checkKept);
        restaurants.values().forEach(tables -> tables.values().forEach(UpkeepSettings::checkKept));
    }

    /** For how long rows of all these tables are kept of every restaurant. */
    public Duration shortest(String... tables) {
        Retention kept = new Retention(this);
        return Stream.of(tables)
                .map(kept::shortest)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static void checkKept(Duration kept) {
        check(kept.toDays() >= 1, "What analytics.upkeep.retention keeps must be kept for at least a day.");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
