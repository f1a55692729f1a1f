package dev.sotto.analytics.wire;

import dev.sotto.analytics.query.Answer;
import dev.sotto.analytics.query.Answer.Column;
import dev.sotto.analytics.wire.Result.Done;
import dev.sotto.analytics.wire.Result.Empty;
import dev.sotto.analytics.wire.Result.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What drivers say before and after a question. None of it changes anything here, and none of it needs the engine. */
final class Courtesies {

    private static final Pattern COMMAND = Pattern.compile(
            "(?i)(set|reset|begin|start|commit|end|rollback|abort|discard|deallocate|close|listen|unlisten)\\b.*",
            Pattern.DOTALL);
    private static final Pattern SHOW = Pattern.compile("(?i)show\\s+(?:session\\s+)?([a-z_ .]+)");
    private static final Pattern IDENTITY = Pattern.compile(
            "(?i)select\\s+(?:pg_catalog\\.)?(version|current_schema|current_database|current_user|session_user)\\s*(?:\\(\\))?");

    private static final Map<String, String> SHOWN = Map.of(
            "transaction_isolation", "read committed",
            "transaction isolation level", "read committed",
            "search_path", "public",
            "server_version", "15.0",
            "standard_conforming_strings", "on",
            "client_encoding", "UTF8",
            "timezone", "UTC",
            "default_transaction_read_only", "on",
            "max_identifier_length", "63");

    private static final Map<String, String> NAMES = Map.of(
            "version", "PostgreSQL 15.0 (Sotto history)",
            "current_schema", "public",
            "current_database", "sotto",
            "current_user", "analyst",
            "session_user", "analyst");

    private Courtesies() {}

    /** The answer; null when the statement is a question. */
    static @Nullable Result answer(String statement) {
        String sql = statement.strip().replaceFirst(";\\s*$", "").strip();
        if (sql.isEmpty()) {
            return new Empty();
        }
        Matcher command = COMMAND.matcher(sql);
        if (command.matches()) {
            return new Done(tag(command.group(1).toUpperCase(Locale.ROOT), sql));
        }
        Matcher show = SHOW.matcher(sql);
        if (show.matches()) {
            String name = show.group(1).strip().toLowerCase(Locale.ROOT);
            return one(name, SHOWN.getOrDefault(name, ""));
        }
        Matcher identity = IDENTITY.matcher(sql);
        if (identity.matches()) {
            String name = identity.group(1).toLowerCase(Locale.ROOT);
            return one(name, NAMES.getOrDefault(name, ""));
        }
        return null;
    }

    private static String tag(String word, String sql) {
        return switch (word) {
            case "START" -> "BEGIN";
            case "END" -> "COMMIT";
            case "ABORT" -> "ROLLBACK";
            case "DISCARD" -> "DISCARD ALL";
            case "SET" -> sql.length() > 0 ? "SET" : word;
            default -> word;
        };
    }

    private static Rows one(String column, String value) {
        return new Rows(new Answer(List.of(new Column(column, "VARCHAR")), List.of(List.of(value)), false, 0));
    }
}
