package dev.sotto.analytics.wire;

import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.Answer.Column;
import dev.sotto.analytics.query.QueryOutcome.Answered;
import dev.sotto.analytics.query.QuerySettings.Role;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.query.Scope;
import dev.sotto.analytics.query.SqlGate;
import dev.sotto.analytics.query.Values;
import dev.sotto.analytics.query.Verdict;
import dev.sotto.analytics.wire.Result.Failed;
import dev.sotto.analytics.wire.Result.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What tools ask PostgreSQL's own catalog to learn which tables there are. It is answered from a small copy of that
 * catalog, in an engine of its own that holds nothing else; what none of our tables can have (policies, triggers,
 * publications) is answered with nothing.
 */
final class Catalog {

    private static final Pattern ASKED = Pattern.compile(
            "(?i)\\bpg_catalog\\.|\\b(?:from|join)\\s+\"?pg_[a-z_]+|,\\s*pg_[a-z_]+\\s|\\binformation_schema\\.");
    private static final Pattern NEVER_FILLED = Pattern.compile(
            "(?i)\\bpg_(policy|policies|statistic_ext|publication\\w*|inherits|trigger|rewrite|foreign_\\w+|sequence|depend|partitioned_table|extension|stat_\\w+|locks|matviews|tablespace|event_trigger|cast|operator|aggregate|conversion|shdescription|auth_members|seclabels?)\\b");

    private static final int ROWS_AT_MOST = 10_000;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

    private final Questions questions;
    private final SqlGate gate = new SqlGate(CatalogCopy.TABLES);
    private final Mono<CatalogCopy> copy;

    Catalog(Questions questions) {
        this.questions = questions;
        this.copy = columns()
                .publishOn(Schedulers.boundedElastic())
                .map(CatalogCopy::of)
                .cache(made -> Duration.ofMinutes(10), failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    static boolean isAskedBy(String sql) {
        return ASKED.matcher(sql).find();
    }

    Mono<Result> ask(String sql) {
        if (NEVER_FILLED.matcher(sql).find()) {
            return Mono.just(new Rows(new Answer(List.of(), List.of(), false, 0)));
        }
        return copy.publishOn(Schedulers.boundedElastic())
                .map(found -> {
                    // As for other questions: an interrupt that came too late for the last one is not meant for this.
                    boolean _ = Thread.interrupted();
                    return answer(found, CatalogDialect.translate(sql));
                })
                .timeout(ANSWERED_WITHIN, Mono.just(new Failed("57014", "The catalog took too long to answer.")));
    }

    private Mono<Map<String, List<Column>>> columns() {
        Scope anyone = new Scope(null, Role.ANALYST);
        return Flux.fromIterable(questions.views())
                .concatMap(view -> questions
                        .ask("select * from " + view + " limit 0", anyone)
                        .ofType(Answered.class)
                        .map(answered -> Map.entry(view, answered.answer().columns())))
                .collect(
                        LinkedHashMap::new,
                        (Map<String, List<Column>> all, Map.Entry<String, List<Column>> one) ->
                                all.put(one.getKey(), one.getValue()));
    }

    private Result answer(CatalogCopy found, String sql) {
        try (Connection session = found.session();
                Statement statement = session.createStatement()) {
            return switch (gate.judge(sql, session)) {
                case Verdict.Refused(String reason) -> new Failed("42000", reason);
                case Verdict.Admitted(String admitted, var views) -> {
                    try (ResultSet rows = statement.executeQuery(admitted)) {
                        yield new Rows(read(rows));
                    }
                }
            };
        } catch (SQLException failed) {
            return new Failed("0A000", "The catalog here cannot answer this: " + failed.getMessage());
        }
    }

    private static Answer read(ResultSet result) throws SQLException {
        ResultSetMetaData shape = result.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(new Column(shape.getColumnLabel(i), shape.getColumnTypeName(i)));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (rows.size() < ROWS_AT_MOST && result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(Values.plain(result.getObject(i)));
            }
            rows.add(row);
        }
        return new Answer(columns, rows, false, 0);
    }
}
