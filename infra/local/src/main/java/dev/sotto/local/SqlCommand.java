package dev.sotto.local;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
            paramLabel = "STATEMENT",
            description =
                    "One read-only statement. Tables: order_lines, orders, transcripts, calls, ai_usage, and sums such as orders_by_hour.")
    String statement = "";

    @Option(names = "--csv", description = "Print comma-separated values instead of a table.")
    boolean csv;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        Addresses at = Running.on(data.directory);
        PrintWriter out = spec.commandLine().getOut();
        try (SqlClient sql = new SqlClient(at, Credentials.of(data.directory))) {
            if (csv) {
                out.print(sql.csv(statement));
            } else {
                print(out, sql.json(statement));
            }
            out.flush();
        }
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
