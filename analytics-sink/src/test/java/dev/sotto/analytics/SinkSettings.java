package dev.sotto.analytics;

import dev.sotto.analytics.hot.HotSettings;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.reconcile.ReconcileSettings;
import dev.sotto.analytics.wire.WireSettings;
import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a sink that runs beside a test and answers no questions itself. */
final class SinkSettings {

    private SinkSettings() {}

    static AnalyticsSettings of(EmbeddedKafka kafka, String group, Duration commitInterval, LakeSettings lake) {
        return of(kafka, group, commitInterval, lake, hot(null, "postgres"));
    }

    static AnalyticsSettings of(
            EmbeddedKafka kafka, String group, Duration commitInterval, LakeSettings lake, HotSettings hot) {
        return new AnalyticsSettings(
                LogSettings.at(kafka.bootstrapServers()),
                group,
                commitInterval,
                1000,
                lake,
                hot,
                UpkeepTimes.USUAL,
                new ReconcileSettings(
                        null,
                        "postgres",
                        "",
                        "sotto_auditor",
                        "public",
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        Duration.ZERO,
                        Duration.ofSeconds(1)),
                Asking.settings(Path.of("target/unused"), List.of()),
                new WireSettings(0, "127.0.0.1", 1));
    }

    static HotSettings hot(@Nullable String url, String user) {
        return new HotSettings(url, user, "", Duration.ofMillis(50), 500);
    }
}
