package dev.sotto.analytics.reconcile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the history is compared with the orders and calls in PostgreSQL.
 *
 * @param url JDBC address of the database that holds the orders; absent for the one that holds the lake's catalog
 * @param user a login that may play the auditor's part; means nothing without a url
 * @param password his password
 * @param role the part played, which may read sums of orders, times of calls and hashes of what was said, and nothing else; the orders' own migrations make it
 * @param schema where the orders' tables are
 * @param every how long to rest between two rounds; today, yesterday and one earlier day are compared in each
 * @param callsFor how old calls are compared: less than what is said on them is kept
 * @param callsAfter how long a call must differ before it is told; somebody who is forgotten is so on one side first
 * @param lakeWithin how long the lake is waited for to hold the calls that PostgreSQL does; several of its commits
 */
public record ReconcileSettings(
        @Nullable String url,
        @DefaultValue("postgres") String user,
        @DefaultValue("") String password,
        @DefaultValue("sotto_auditor") String role,
        @DefaultValue("public") String schema,
        @DefaultValue("1m") Duration every,
        @DefaultValue("30d") Duration callsFor,
        @DefaultValue("10m") Duration callsAfter,
        @DefaultValue("45s") Duration lakeWithin) {

    private static final String NAME = "[a-z_][a-z0-9_]{0,62}";

    public ReconcileSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "analytics.reconcile.url must be a jdbc:postgresql: address, not \"" + url + "\".");
        }
        if (!role.matches(NAME) || !schema.matches(NAME)) {
            throw new IllegalArgumentException(
                    "analytics.reconcile.role and schema must be lower-case letters, digits and underscores, not "
                            + role + " and " + schema + ".");
        }
        if (every.toMillis() < 100 || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "analytics.reconcile.every must be between 100ms and 1d, not " + every + ".");
        }
        if (callsFor.isNegative() || callsAfter.isNegative() || callsAfter.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("analytics.reconcile.calls-for must not be negative, and calls-after be"
                    + " between 0 and 1d; they are " + callsFor + " and " + callsAfter + ".");
        }
    }

    /** These settings, at this database unless they name their own. */
    public ReconcileSettings orAt(String database, String itsUser, String itsPassword) {
        return url == null
                ? new ReconcileSettings(
                        database, itsUser, itsPassword, role, schema, every, callsFor, callsAfter, lakeWithin)
                : this;
    }

    /** These settings, with calls compared no longer than this. */
    public ReconcileSettings callsAtMost(Duration kept) {
        return new ReconcileSettings(
                url,
                user,
                password,
                role,
                schema,
                every,
                kept.compareTo(callsFor) < 0 ? kept : callsFor,
                callsAfter,
                lakeWithin);
    }
}
