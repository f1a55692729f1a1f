package dev.sotto.local;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.Table;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What to do with questions that are kept under names; one of these. */
final class SavedOption {

    @Option(names = "--saved", paramLabel = "NAME", description = "Ask the question saved under this name.")
    @Nullable
    String name;

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Save STATEMENT under this name, for everybody who may ask it.")
    @Nullable
    String keep;

    @Option(names = "--remove", paramLabel = "NAME", description = "Remove the question saved under this name.")
    @Nullable
    String remove;

    @Option(names = "--list", description = "Show the questions that are saved.")
    boolean list;

    /** Saves, removes or lists; false when there is something to be asked. */
    boolean answersItself(SqlClient sql, String statement, PrintWriter out) {
        if (keep != null) {
            if (statement.isBlank()) {
                throw new Failure("Say which statement to save: sotto sql --save " + keep + " \"select …\".");
            }
            sql.keep(keep, statement);
            out.println("Saved as " + keep + "; ask it with sotto sql --saved " + keep + ".");
        } else if (remove != null) {
            sql.remove(remove);
            out.println(remove + " is removed.");
        } else if (list) {
            print(sql.saved(), out);
        }
        out.flush();
        return name == null;
    }

    /** The statement that is to be asked. */
    String statement(SqlClient sql, String statement) {
        if (!statement.isBlank()) {
            throw new Failure("A saved question needs no statement: leave one of both out.");
        }
        return sql.saved(String.valueOf(name));
    }

    private static void print(JsonNode saved, PrintWriter out) {
        Table table = new Table(List.of("name", "saved", "statement"));
        for (JsonNode one : saved) {
            table.add(List.of(
                    one.path("name").asString(),
                    one.path("savedAt").asString(),
                    one.path("sql").asString().replaceAll("\\s+", " ")));
        }
        table.print(out);
    }
}
