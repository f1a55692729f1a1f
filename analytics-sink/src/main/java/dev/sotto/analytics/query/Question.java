package dev.sotto.analytics.query;

import dev.sotto.analytics.export.Export;
import dev.sotto.analytics.export.FileForm;
import dev.sotto.analytics.export.TooLarge;
import dev.sotto.analytics.query.Answer.Column;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QueryOutcome.Filed;
import dev.sotto.analytics.query.QueryOutcome.Refused;
import dev.sotto.analytics.query.Verdict.Admitted;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/** One statement of one caller, from the gate to the answer. Blocks its thread; may be stopped from any other. */
final class Question {

    private final String sql;
    private final Scope scope;
    private final Answering answering;
    private @Nullable Statement running;
    private boolean stopped;

    private Question(String sql, Scope scope, Answering answering) {
        this.sql = sql;
        this.scope = scope;
        this.answering = answering;
    }

    static Question forRows(String sql, Scope scope, int atMost) {
        return new Question(sql, scope, (question, session, asked) -> question.answer(session, asked, atMost));
    }

    static Question forFile(String sql, Scope scope, FileForm form, Supplier<Export> export) {
        return new Question(
                sql, scope, (question, session, asked) -> question.file(session, asked, form, export.get()));
    }

    QueryOutcome ask(Engine engine, SqlGate gate, Sources sources, FileCache cache) throws SQLException, IOException {
        long asked = System.nanoTime();
        try (Connection session = engine.session()) {
            return switch (gate.judge(sql, session)) {
                case Verdict.Refused(String reason) -> new Refused(reason);
                case Admitted(String admitted, Set<String> views) -> {
                    Picture picture =
                            sources.read(views, scope.restaurantId(), AskedTimes.of(admitted, views, engine::planning));
                    try (FileCache.Lease lease = cache.lease(picture.files(), sources.lake()::fetch)) {
                        createViews(session, views, picture, lease);
                        yield answering.of(this, session, new Asked(admitted, picture.note(), asked));
                    }
                }
            };
        }
    }

    /** Gives up; a statement that runs ends with an error. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException ended) {
                // It had already ended by itself.
            }
        }
    }

    /** How much of the statement is done, in percent; below 0 while that is not known. */
    synchronized double percent() {
        try {
            return running instanceof DuckDBPreparedStatement statement
                    ? statement.getQueryProgress().getPercentage()
                    : -1;
        } catch (SQLException unknown) {
            return -1;
        }
    }

    private void createViews(Connection session, Set<String> views, Picture picture, FileCache.Lease lease)
            throws SQLException {
        picture.createIn(session, new Views(lease.paths(), scope.restaurantId()));
        try (Statement statement = session.createStatement()) {
            for (String derived : Derived.create(views)) {
                statement.execute(derived);
            }
        }
    }

    /**
     * The statement is read once as it is, for its columns and its own mistakes, and run inside a limit: a result that
     * is streamed instead loses the reason when it fails midway.
     */
    private QueryOutcome answer(Connection session, Asked asked, int rowsAtMost) throws SQLException {
        try (PreparedStatement asIs = session.prepareStatement(asked.admitted());
                Statement limited = session.createStatement()) {
            begin(limited);
            List<Column> columns = columns(asIs.getMetaData());
            try (ResultSet result =
                    limited.executeQuery("from (" + asked.admitted() + "\n) limit " + (rowsAtMost + 1))) {
                return new Answered(read(result, columns, asked, rowsAtMost));
            }
        } catch (SQLException failed) {
            return new Refused(plain(failed));
        } finally {
            end();
        }
    }

    private QueryOutcome file(Connection session, Asked asked, FileForm form, Export export) throws IOException {
        try {
            return new Filed(export.write(session, asked.admitted(), form, this::begin));
        } catch (TooLarge tooLarge) {
            return new Refused(String.valueOf(tooLarge.getMessage()));
        } catch (SQLException failed) {
            return new Refused(plain(failed));
        } finally {
            end();
        }
    }

    private synchronized void begin(Statement statement) throws SQLException {
        if (stopped) {
            throw new SQLException("stopped before it began");
        }
        running = statement;
    }

    private synchronized void end() {
        running = null;
    }

    private static List<Column> columns(ResultSetMetaData shape) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int column = 1; column <= shape.getColumnCount(); column++) {
            columns.add(new Column(shape.getColumnLabel(column), shape.getColumnTypeName(column)));
        }
        return columns;
    }

    private Answer read(ResultSet result, List<Column> columns, Asked asked, int rowsAtMost) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean more = result.next();
        while (more && rows.size() < rowsAtMost) {
            rows.add(row(result, columns.size()));
            more = result.next();
        }
        return new Answer(columns, rows, more, (System.nanoTime() - asked.at()) / 1_000_000, asked.note());
    }

    private static List<@Nullable Object> row(ResultSet result, int columns) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            row.add(Values.plain(result.getObject(column)));
        }
        return row;
    }

    /** A statement that was let in, what is to be known about its answer, and when it was asked. */
    private record Asked(String admitted, @Nullable String note, long at) {}

    /** As what an answer is given. */
    private interface Answering {
        QueryOutcome of(Question question, Connection session, Asked asked) throws SQLException, IOException;
    }

    private static String plain(SQLException failed) {
        String message = failed.getMessage();
        return message == null ? "The engine refused the statement without saying why." : message;
    }
}
