package dev.sotto.analytics;

import dev.sotto.analytics.hot.HotSettings;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.QuerySettings;
import dev.sotto.analytics.reconcile.ReconcileSettings;
import dev.sotto.analytics.upkeep.UpkeepSettings;
import dev.sotto.analytics.wire.WireSettings;
import dev.sotto.log.LogSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the analytics sink.
 *
 * @param kafka where the log is
 * @param group begins the names of the consumer groups; workers of one group share the work
 * @param commitInterval how long rows are gathered before they are committed: shorter is fresher and makes more files
 * @param commitRecords how many records are gathered at most: three such batches are in memory when there is a backlog,
 *     about 15 kB a record
 * @param lake where the history lies
 * @param hot where rows can be seen before their commit
 * @param upkeep how its tables are kept
 * @param reconcile how the history is compared with the orders in PostgreSQL
 * @param query how questions are answered
 * @param wire where tools that speak PostgreSQL's protocol connect
 */
@ConfigurationProperties("analytics")
record AnalyticsSettings(
        @DefaultValue LogSettings kafka,
        @DefaultValue("analytics") String group,
        @DefaultValue("5s") Duration commitInterval,
        @DefaultValue("1000") int commitRecords,
        @DefaultValue LakeSettings lake,
        @DefaultValue HotSettings hot,
        @DefaultValue UpkeepSettings upkeep,
        @DefaultValue ReconcileSettings reconcile,
        @DefaultValue QuerySettings query,
        @DefaultValue WireSettings wire) {

    AnalyticsSettings {
        if (commitInterval.toMillis() < 100 || commitInterval.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "analytics.commit-interval must be between 100ms and 5m, not " + commitInterval + ".");
        }
        if (commitRecords < 1 || commitRecords > 20_000) {
            throw new IllegalArgumentException(
                    "analytics.commit-records must be between 1 and 20000, not " + commitRecords + ".");
        }
        if (group.isBlank()) {
            throw new IllegalArgumentException("analytics.group must not be blank.");
        }
        hot = hot.orAt(lake.catalogUrl(), lake.catalogUser(), lake.catalogPassword());
        reconcile = reconcile
                .orAt(lake.catalogUrl(), lake.catalogUser(), lake.catalogPassword())
                .callsAtMost(upkeep.shortest("calls", "transcripts").minusDays(1));
    }
}
