package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.local.terminal.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "sql",
        description = "Asks the running system's history, e.g. sotto sql \"select * from order_lines\".",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "STATEMENT",
            description =
                    "One read-only statement. Tables: order_lines, orders, transcripts, calls, ai_usage, and sums such as orders_by_hour.")
    String statement = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}, in any case (default: a table, or what the file's name ends with).")
    @Nullable
    AnswerFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write the answer there; such a question may take ten minutes, and Parquet and Arrow hold a million rows.")
    @Nullable
    Path file;

    @ArgGroup
    @Nullable
    SavedOption saved;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        Addresses at = Running.on(data.directory);
        try (SqlClient sql = new SqlClient(at, Credentials.of(data.directory))) {
            if (saved != null
                    && saved.answersItself(sql, statement, spec.commandLine().getOut())) {
                return 0;
            }
            String asked = saved == null ? statement : saved.statement(sql, statement);
            return file == null ? printed(sql, asked) : saved(sql, asked, file);
        }
    }

    private int printed(SqlClient sql, String asked) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case null -> print(out, sql.json(asked));
            case TABLE -> print(out, sql.json(asked));
            case JSON -> out.println(sql.json(asked).toPrettyString());
            case CSV -> out.print(sql.csv(asked));
            case PARQUET, ARROW -> throw new Failure("That is no text to be shown: say where to with -o FILE.");
        }
        out.flush();
        return 0;
    }

    private int saved(SqlClient sql, String asked, Path to) {
        AnswerFormat as = format == null ? AnswerFormat.of(to) : format;
        if (as == AnswerFormat.TABLE) {
            throw new Failure("A table is for the screen: choose json, csv, parquet or arrow.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            SqlClient.Saved written = sql.save(asked, as, to, progress);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes%s%s%n",
                    to,
                    written.bytes(),
                    written.rows().map(rows -> ", " + rows + " rows").orElse(""),
                    written.cut() ? "; there is more than such an answer may hold" : "");
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode answer) {
        List<String> headings = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> headings.add(column.path("name").asString()));
        Table table = new Table(headings);
        for (JsonNode row : answer.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.isValueNode() ? cell.asString() : cell.toString()));
            table.add(cells);
        }
        table.print(out);
        if (answer.path("note").isString()) {
            out.println(answer.path("note").asString());
        }
        out.printf(
                "%d rows%s in %d ms%n",
                table.rows(),
                answer.path("truncated").asBoolean(false) ? " (and more)" : "",
                answer.path("tookMillis").asLong(0));
    }
}
