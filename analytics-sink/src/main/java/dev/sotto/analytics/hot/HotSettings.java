package dev.sotto.analytics.hot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where rows wait for their commit, and how soon they can be seen there.
 *
 * @param url JDBC address of a PostgreSQL database; absent for the one that holds the lake's catalog
 * @param user who writes there; means nothing without a url
 * @param password his password
 * @param every how long rows are gathered before they are shown: shorter is fresher and costs more transactions
 * @param records how many records are shown at once at most
 */
public record HotSettings(
        @Nullable String url,
        @DefaultValue("postgres") String user,
        @DefaultValue("") String password,
        @DefaultValue("200ms") Duration every,
        @DefaultValue("500") int records) {

    public HotSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "analytics.hot.url must be a jdbc:postgresql: address, not \"" + url + "\".");
        }
        if (every.toMillis() < 10 || every.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("analytics.hot.every must be between 10ms and 1m, not " + every + ".");
        }
        if (records < 1 || records > 10_000) {
            throw new IllegalArgumentException(
                    "analytics.hot.records must be between 1 and 10000, not " + records + ".");
        }
    }

    /** These settings, at this database unless they name their own. */
    public HotSettings orAt(String database, String itsUser, String itsPassword) {
        return url == null ? new HotSettings(database, itsUser, itsPassword, every, records) : this;
    }
}
