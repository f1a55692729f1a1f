package dev.sotto.analytics.saved;

import dev.sotto.analytics.hot.HotSettings;
import dev.sotto.analytics.query.Scope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps questions in PostgreSQL, for all instances of the service. Whoever asks for one restaurant sees the questions kept
 * for it, whoever asks for all of them those kept for all.
 */
public final class SavedQuestions implements AutoCloseable {

    /** A list that nobody can overlook is of no use. */
    private static final int KEPT_AT_MOST = 200;

    private static final String PREPARE = """
        select pg_advisory_xact_lock(hashtextextended('sotto_history', 0));
        create schema if not exists sotto_history;
        create table if not exists sotto_history.saved_questions (
            asked_of text not null,
            name text not null,
            sql text not null,
            saved_at timestamptz not null default now(),
            primary key (asked_of, name))""";

    private final HotSettings database;
    private final Scheduler threads = Schedulers.newBoundedElastic(2, 64, "saved-questions");
    private volatile boolean prepared;

    /** @param database where it keeps them */
    public SavedQuestions(HotSettings database) {
        this.database = database;
    }

    /** All of an asker's, by name. */
    public Mono<List<SavedQuestion>> of(Scope scope) {
        return with(connection -> read(
                connection,
                "select name, sql, saved_at from sotto_history.saved_questions where asked_of = ? order by name",
                askedOf(scope)));
    }

    /** The one of this name; empty when there is none. */
    public Mono<SavedQuestion> find(Scope scope, String name) {
        return with(connection -> read(
                        connection,
                        "select name, sql, saved_at from sotto_history.saved_questions where asked_of = ? and name = ?",
                        askedOf(scope),
                        name))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /** Keeps it, in the place of one of the same name; false when there is no room. */
    public Mono<Boolean> save(Scope scope, String name, String sql) {
        String insert = """
            insert into sotto_history.saved_questions (asked_of, name, sql)
            select ?, ?, ? where (select count(*) from sotto_history.saved_questions where asked_of = ? and name <> ?) < %d
            on conflict (asked_of, name) do update set sql = excluded.sql, saved_at = now()""".formatted(KEPT_AT_MOST);
        return with(connection -> change(connection, insert, askedOf(scope), name, sql, askedOf(scope), name));
    }

    /** False when there is none of this name. */
    public Mono<Boolean> remove(Scope scope, String name) {
        return with(connection -> change(
                connection,
                "delete from sotto_history.saved_questions where asked_of = ? and name = ?",
                askedOf(scope),
                name));
    }

    private static String askedOf(Scope scope) {
        return Objects.requireNonNullElse(scope.restaurantId(), "*");
    }

    private static List<SavedQuestion> read(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = filled(connection, sql, values);
                ResultSet found = statement.executeQuery()) {
            List<SavedQuestion> all = new ArrayList<>();
            while (found.next()) {
                all.add(new SavedQuestion(
                        found.getString(1),
                        found.getString(2),
                        found.getTimestamp(3).toInstant()));
            }
            return all;
        }
    }

    private static boolean change(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = filled(connection, sql, values)) {
            return statement.executeUpdate() > 0;
        }
    }

    private static PreparedStatement filled(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int value = 0; value < values.length; value++) {
            statement.setString(value + 1, values[value]);
        }
        return statement;
    }

    private <T> Mono<T> with(Work<T> work) {
        return Mono.fromCallable(() -> {
                    try (Connection connection = DriverManager.getConnection(
                            Objects.requireNonNull(database.url()), database.user(), database.password())) {
                        prepare(connection);
                        return work.on(connection);
                    } catch (SQLException away) {
                        throw new ShelfAway(away);
                    }
                })
                .subscribeOn(threads);
    }

    private void prepare(Connection connection) throws SQLException {
        if (!prepared) {
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(PREPARE);
                connection.commit();
                connection.setAutoCommit(true);
            }
            prepared = true;
        }
    }

    @Override
    public void close() {
        threads.dispose();
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
