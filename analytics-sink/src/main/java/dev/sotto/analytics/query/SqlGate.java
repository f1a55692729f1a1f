package dev.sotto.analytics.query;

import dev.sotto.analytics.query.Verdict.Admitted;
import dev.sotto.analytics.query.Verdict.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides what a stranger may ask. All restaurants' rows lie in the same files, so a statement may name nothing but the
 * views made for its caller: the engine's own parser gives the syntax tree, and every table and table function in it
 * must be on the list of what is allowed.
 */
public final class SqlGate {

    private static final int LENGTH_AT_MOST = 100_000;

    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

    /** Their answers tell about the machine or run text as a statement. */
    private static final Set<String> FUNCTIONS_REFUSED = Set.of(
            "current_setting",
            "getenv",
            "getvariable",
            "nextval",
            "currval",
            "json_execute_serialized_sql",
            "query",
            "query_table",
            "write_log",
            "sleep_ms");

    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "TABLE_FUNCTION", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "EMPTY", "PIVOT");

    /** A WITH query's name may be used outside its reach, so it must not also name a file or the engine's own tables. */
    private static final Pattern OWN_NAME = Pattern.compile("(?!duckdb_|pg_|sqlite_|pragma_)[a-z_][a-z0-9_]*");

    private final Set<String> views;
    private final JsonMapper json = JsonMapper.shared();

    /** @param views all that a statement may read from */
    public SqlGate(Set<String> views) {
        this.views = views;
    }

    /** @param engine parses the statement; nothing is run on it */
    public Verdict judge(String sql, Connection engine) throws SQLException {
        if (sql.isBlank()) {
            return new Refused("The statement is empty: send one SELECT.");
        }
        if (sql.length() > LENGTH_AT_MOST) {
            return new Refused("The statement is longer than " + LENGTH_AT_MOST + " characters.");
        }
        JsonNode parsed = parse(sql, engine);
        if (parsed.path("error").booleanValue()) {
            return new Refused(complaint(parsed));
        }
        JsonNode statements = parsed.path("statements");
        if (statements.size() != 1) {
            return new Refused("Send exactly one statement; these are " + statements.size() + ".");
        }
        return judge(withoutEnd(sql), statements.get(0));
    }

    private Verdict judge(String sql, JsonNode statement) {
        Reading reading = new Reading();
        reading.namesOf(statement);
        String objection = reading.objectionTo(statement);
        return objection == null ? new Admitted(sql, reading.used) : new Refused(objection);
    }

    /** The semicolon after the only statement. */
    private static String withoutEnd(String sql) {
        String statement = sql.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        return statement;
    }

    private JsonNode parse(String sql, Connection engine) throws SQLException {
        try (PreparedStatement statement = engine.prepareStatement("select json_serialize_sql(?::varchar)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return json.readTree(result.getString(1));
            }
        }
    }

    private static String complaint(JsonNode parsed) {
        if (parsed.path("error_type").stringValue("").equals("not implemented")) {
            return "Only a SELECT is answered here: nothing can be changed, attached, copied, installed or set.";
        }
        return "The statement cannot be read: " + parsed.path("error_message").stringValue("unknown error") + ".";
    }

    /** One walk over one syntax tree. */
    private final class Reading {

        private final Set<String> ownNames = new HashSet<>();
        private final Set<String> used = new TreeSet<>();

        /** Names the statement gives to its own WITH queries. */
        void namesOf(JsonNode node) {
            node.path("cte_map").path("map").forEach(entry -> ownNames.add(lower(entry.path("key"))));
            node.forEach(this::namesOf);
        }

        @Nullable
        String objectionTo(JsonNode node) {
            String here = objectionHere(node);
            if (here != null) {
                return here;
            }
            for (JsonNode child : node) {
                String below = objectionTo(child);
                if (below != null) {
                    return below;
                }
            }
            return null;
        }

        private @Nullable String objectionHere(JsonNode node) {
            if (node.has("function_name")) {
                return objectionToFunction(lower(node.path("function_name")));
            }
            if (node.has("sample") && node.has("type") && !node.has("select_list")) {
                return objectionToSource(node);
            }
            return switch (node.path("type").stringValue("")) {
                case "BASE_TABLE", "TABLE_FUNCTION", "SHOW_REF" -> objectionToSource(node);
                default -> null;
            };
        }

        private @Nullable String objectionToSource(JsonNode source) {
            String type = source.path("type").stringValue("");
            if (!SOURCES.contains(type)) {
                return "DESCRIBE, SHOW and SUMMARIZE are not answered here; GET /sql/tables lists tables and columns.";
            }
            return switch (type) {
                case "BASE_TABLE" -> objectionToTable(source);
                case "TABLE_FUNCTION" -> objectionToTableFunction(source);
                default -> null;
            };
        }

        private @Nullable String objectionToTable(JsonNode source) {
            String name = lower(source.path("table_name"));
            boolean qualified = source.path("qualified_name").path("path").size() != 1
                    || !lower(source.path("schema_name")).isEmpty()
                    || !lower(source.path("catalog_name")).isEmpty();
            if (qualified || !source.path("at_clause").isNull()) {
                return "Name the table alone: " + String.join(", ", views) + ".";
            }
            if (views.contains(name)) {
                used.add(name);
                return null;
            }
            return ownNames.contains(name) && OWN_NAME.matcher(name).matches()
                    ? null
                    : "There is no table \"" + name + "\"; there are " + String.join(", ", views) + ".";
        }

        private @Nullable String objectionToTableFunction(JsonNode source) {
            String name = lower(source.path("function").path("function_name"));
            return TABLE_FUNCTIONS.contains(name) ? null : "The table function " + name + " is not allowed here.";
        }

        private @Nullable String objectionToFunction(String name) {
            return FUNCTIONS_REFUSED.contains(name) || name.startsWith("read_") || name.startsWith("pragma_")
                    ? "The function " + name + " is not allowed here."
                    : null;
        }

        private static String lower(JsonNode name) {
            return name.stringValue("").toLowerCase(Locale.ROOT);
        }
    }
}
