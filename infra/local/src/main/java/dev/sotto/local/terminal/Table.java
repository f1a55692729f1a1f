package dev.sotto.local.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under their headings, each column as wide as it must be. */
public final class Table {

    private static final int WIDEST_CELL = 60;

    private final List<List<String>> lines = new ArrayList<>();

    public Table(List<String> headings) {
        lines.add(headings);
    }

    public void add(List<String> row) {
        lines.add(row.stream().map(Table::cut).toList());
    }

    public int rows() {
        return lines.size() - 1;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[lines.getFirst().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        print(out, lines.getFirst(), widths);
        print(out, Arrays.stream(widths).mapToObj("─"::repeat).toList(), widths);
        lines.subList(1, lines.size()).forEach(line -> print(out, line, widths));
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
