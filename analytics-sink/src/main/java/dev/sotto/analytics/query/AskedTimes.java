package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.lake.Times;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From when to when a statement can use a table's rows, so that files of other days need not be fetched. The engine says
 * so itself: it plans the statement over empty tables, and whatever it would compare {@code ts} with while it reads one
 * bounds the rows it wants of it. What is not told in those words bounds nothing, so that a plan that looks
 * different one day costs time and no rows.
 */
final class AskedTimes {

    /**
     * Of an event that was told twice the first counts, and the two may have been told at different times: a process
     * that died between telling and noting tells again within minutes.
     */
    private static final Duration TOLD_AGAIN_WITHIN = Duration.ofDays(1);

    private static final String COMPARISON =
            "\\(ts (>=|>|<=|<|=) '(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)\\+00'::TIMESTAMP WITH TIME ZONE\\)";

    private static final Pattern COMPARISONS = Pattern.compile(COMPARISON);

    /** Comparisons of which all hold. */
    private static final Pattern BOUNDS = Pattern.compile(
            "\\(?" + COMPARISON + "(?: AND (?:" + COMPARISON + "|optional: Dynamic Filter \\(ts\\)))*\\)?");

    private static final String STAND_IN = "stand_in_";

    /** Where a statement is planned and nothing is asked. */
    @FunctionalInterface
    interface Planning {
        Connection open() throws SQLException;
    }

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Times> found = new HashMap<>();
    private boolean unclear;

    private AskedTimes() {}

    /**
     * The times of the tables for which there are any.
     *
     * @param admitted a statement that was let in
     * @param views what it reads; what is derived from tables is taken to need all of them
     * @param planning opens a session of its own, as {@link Engine#planning} does; only where it is needed
     */
    static Map<TableShape, Times> of(String admitted, Set<String> views, Planning planning) {
        Set<TableShape> tables = TableShape.ALL.stream()
                .filter(shape -> views.contains(shape.name()))
                .collect(Collectors.toSet());
        if (tables.size() != views.size() || tables.isEmpty()) {
            return Map.of();
        }
        AskedTimes asked = new AskedTimes();
        try (Connection session = planning.open();
                Statement statement = session.createStatement()) {
            for (TableShape table : tables) {
                standIn(table, statement);
            }
            asked.read(admitted, statement);
        } catch (SQLException refused) {
            // It will be refused again, with its reason, when it is asked in earnest.
            return Map.of();
        }
        return asked.unclear ? Map.of() : asked.of(tables);
    }

    private Map<TableShape, Times> of(Set<TableShape> tables) {
        Map<TableShape, Times> times = new HashMap<>();
        for (TableShape table : tables) {
            Times all = found.getOrDefault(STAND_IN + table.name(), Times.ALL);
            times.put(table, all.widenedBy(TOLD_AGAIN_WITHIN));
        }
        return times;
    }

    private static void standIn(TableShape table, Statement statement) throws SQLException {
        String columns = table.schema().columns().stream()
                .map(StoredColumn::of)
                .map(column -> '"' + column.name() + "\" " + column.sqlType())
                .collect(Collectors.joining(", "));
        String name = STAND_IN + table.name();
        statement.execute("create temp table " + name + " (" + columns + ")");
        statement.execute("create temp view " + table.name() + " as select * from " + name);
    }

    private void read(String admitted, Statement statement) throws SQLException {
        try (ResultSet plan = statement.executeQuery("explain (format json) " + admitted)) {
            while (plan.next()) {
                json.readTree(plan.getString(2)).forEach(this::read);
            }
        }
    }

    private void read(JsonNode node) {
        String name = node.path("name").stringValue("");
        // A table might be missing from the plan because this one is empty.
        unclear |= name.equals("EMPTY_RESULT");
        if (name.strip().equals("SEQ_SCAN")) {
            JsonNode scan = node.path("extra_info");
            String table = scan.path("Table").stringValue("");
            found.merge(table.substring(table.lastIndexOf('.') + 1), bounds(scan.path("Filters")), Times::around);
        }
        node.path("children").forEach(this::read);
    }

    /** One condition or several, each about one column, of which all hold. */
    private static Times bounds(JsonNode filters) {
        Set<String> conditions = new HashSet<>();
        if (filters.isArray()) {
            filters.forEach(one -> conditions.add(one.stringValue("")));
        } else {
            conditions.add(filters.stringValue(""));
        }
        Times times = Times.ALL;
        for (String condition : conditions) {
            if (BOUNDS.matcher(condition).matches()) {
                times = narrowed(condition);
            }
        }
        return times;
    }

    private static Times narrowed(String condition) {
        Instant from = null;
        Instant until = null;
        Matcher comparison = COMPARISONS.matcher(condition);
        while (comparison.find()) {
            Instant than = instant(comparison.group(2));
            String how = comparison.group(1);
            if (than != null && !how.startsWith("<")) {
                from = from == null || than.isAfter(from) ? than : from;
            }
            if (than != null && !how.startsWith(">")) {
                until = until == null || than.isBefore(until) ? than : until;
            }
        }
        return new Times(from, until);
    }

    private static @Nullable Instant instant(String written) {
        try {
            return LocalDateTime.parse(written.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException unusual) {
            return null;
        }
    }
}
