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

    private static final int WIDEST_CELL = 60;

    @Parameters(
            paramLabel = "STATEMENT",
            description = "One read-only statement. Tables: order_lines, transcripts, calls.")
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
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>();
        answer.path("columns").forEach(column -> header.add(column.path("name").asString()));
        lines.add(header);
        for (JsonNode row : answer.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell ->
                    cells.add(cut(cell.isNull() ? "" : cell.isValueNode() ? cell.asString() : cell.toString())));
            lines.add(cells);
        }
        int[] widths = new int[header.size()];
        lines.forEach(line -> {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        for (int i = 0; i < lines.size(); i++) {
            print(out, lines.get(i), widths);
            if (i == 0) {
                print(out, java.util.Arrays.stream(widths).mapToObj("─"::repeat).toList(), widths);
            }
        }
        out.printf(
                "%d rows%s in %d ms%n",
                lines.size() - 1,
                answer.path("truncated").asBoolean(false) ? " (and more)" : "",
                answer.path("tookMillis").asLong(0));
    }

    private static void print(PrintWriter out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cut(String cell) {
        return cell.length() <= WIDEST_CELL ? cell : cell.substring(0, WIDEST_CELL - 1) + "…";
    }
}
