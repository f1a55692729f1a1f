package dev.sotto.orders.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the bytes of rows that are gone from PostgreSQL's files. A deleted row's bytes stay in its page, its commonest
 * values in the planner's statistics, all of it in the write-ahead log: the tables are written anew, looked through
 * again, and the log is cut off behind them. As the tables' owner, and only where it takes seconds: meanwhile nobody
 * else can use the table.
 */
public final class Scrub {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    /** About two seconds of writing; larger tables are to be written anew in a quiet hour. */
    private static final long BYTES_AT_MOST = 256L << 20;

    private final PostgresSettings settings;

    public Scrub(PostgresSettings settings) {
        this.settings = settings;
    }

    /** What stays, in a sentence; empty for nothing. */
    public Mono<String> bytesOf(List<String> tables) {
        return Mono.fromCallable(() -> scrubbed(tables)).subscribeOn(Schedulers.boundedElastic());
    }

    private String scrubbed(List<String> tables) throws SQLException {
        List<String> remains = new ArrayList<>();
        try (Connection owner = settings.connect(settings.owner(), settings.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("set search_path = \"" + settings.schema() + "\"");
            statement.execute("set lock_timeout = '5s'");
            for (String table : tables) {
                if (bytes(statement, table) > BYTES_AT_MOST) {
                    remains.add("old pages of " + table + " until somebody runs: vacuum (full, analyze) " + table);
                } else {
                    attempt(statement, "vacuum (full, analyze) " + table, "old pages of " + table, remains);
                }
            }
            attempt(statement, "vacuum full pg_catalog.pg_statistic", "the planner's old statistics", remains);
            boolean cut = attempt(statement, "select pg_switch_wal()", "the write-ahead log", remains)
                    && attempt(statement, "checkpoint", "the write-ahead log", remains);
            if (cut && setting(statement, "wal_recycle").equals("on")) {
                remains.add("the write-ahead log's old files until they are written over (wal_recycle is on)");
            }
        }
        return String.join("; ", remains);
    }

    private static boolean attempt(Statement statement, String sql, String otherwise, List<String> remains) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            LOG.warn("{} was refused: {}", sql, refused.getMessage());
            remains.add(otherwise + " (" + sql + ": "
                    + String.valueOf(refused.getMessage()).lines().findFirst().orElse("refused") + ")");
            return false;
        }
    }

    private static long bytes(Statement statement, String table) throws SQLException {
        return Long.parseLong(one(
                statement,
                "select coalesce(sum(pg_total_relation_size(relid)), 0) from pg_partition_tree('" + table + "')"));
    }

    private static String setting(Statement statement, String name) throws SQLException {
        return one(statement, "show " + name);
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }
}
