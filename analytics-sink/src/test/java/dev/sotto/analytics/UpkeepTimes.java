package dev.sotto.analytics;

import dev.sotto.analytics.upkeep.UpkeepSettings;
import java.time.Duration;
import java.util.Map;

/** Upkeep as it comes without settings. */
public final class UpkeepTimes {

    public static final UpkeepSettings USUAL = new UpkeepSettings(
            Duration.ofMinutes(1),
            0.25,
            32,
            Duration.ofMinutes(15),
            Duration.ofDays(90),
            Duration.ofHours(1),
            Duration.ofHours(24),
            Map.of(),
            Map.of());

    private UpkeepTimes() {}

    public static UpkeepSettings archivingAfter(Duration age) {
        return new UpkeepSettings(
                USUAL.every(),
                USUAL.share(),
                USUAL.together(),
                USUAL.rollUpEvery(),
                age,
                USUAL.snapshotsFor(),
                USUAL.orphansAfter(),
                USUAL.retention(),
                USUAL.restaurants());
    }
}
