package dev.sotto.orders.load.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One statement as PostgreSQL carried it out.
 *
 * @param millis in its executor; the planning, which is kept, and the way to us come on top
 * @param faults what it should not have done to a large table, in sentences
 */
record Plan(String query, double millis, List<Scan> scans, List<String> faults) {

    private static final double MAY_BE_DROPPED = 100;

    static Plan of(JsonNode told, double millis, Set<String> large) {
        List<Scan> scans = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        walk(told.path("Plan"), large, scans, faults);
        return new Plan(told.path("Query Text").asString("").strip(), millis, scans, faults);
    }

    private static void walk(JsonNode node, Set<String> large, List<Scan> scans, List<String> faults) {
        if (Scan.is(node)) {
            Scan scan = Scan.of(node);
            scans.add(scan);
            if (large.contains(scan.table())) {
                Stream.ofNullable(scan.fault()).forEach(faults::add);
            }
        }
        double dropped = node.path("Rows Removed by Join Filter").asDouble()
                * node.path("Actual Loops").asDouble();
        if (dropped > MAY_BE_DROPPED + 4 * rows(node) && scansMuch(node, large)) {
            faults.add("%.0f rows are joined and dropped to keep %.0f".formatted(dropped, rows(node)));
        }
        if (node.path("Node Type").asString("").equals("Limit")) {
            fed(node, node, large).forEach(faults::add);
        }
        node.path("Plans").forEach(part -> walk(part, large, scans, faults));
    }

    /** What little there is of something may be compared with all that came; the planner knows better as it grows. */
    private static boolean scansMuch(JsonNode node, Set<String> large) {
        return node.path("Plans")
                .valueStream()
                .anyMatch(part -> scansMuch(part, large)
                        || (Scan.is(part)
                                && large.contains(part.path("Relation Name").asString(""))
                                && part.path("Actual Rows").asDouble() > Scan.A_FEW_ROWS));
    }

    /** What a limit's own rows came from; what was looked up for each of them has loops of its own. */
    private static Stream<String> fed(JsonNode limit, JsonNode node, Set<String> large) {
        return node.path("Plans")
                .valueStream()
                .filter(part -> !part.path("Parent Relationship").asString("").endsWith("Plan"))
                .filter(part -> part.path("Actual Loops").asDouble()
                        <= limit.path("Actual Loops").asDouble())
                .flatMap(part -> Stream.concat(
                        Scan.is(part)
                                        && large.contains(
                                                part.path("Relation Name").asString(""))
                                ? Stream.ofNullable(Scan.of(part).fault(rows(limit)))
                                : Stream.empty(),
                        fed(limit, part, large)));
    }

    private static double rows(JsonNode node) {
        return node.path("Actual Rows").asDouble() * node.path("Actual Loops").asDouble();
    }

    /** The ways in which tables were read, each once. */
    List<String> ways() {
        return scans.stream()
                .filter(scan -> scan.loops() > 0)
                .map(Scan::name)
                .distinct()
                .toList();
    }

    double read() {
        return scans.stream().mapToDouble(Scan::read).sum();
    }

    double kept() {
        return scans.stream().mapToDouble(Scan::kept).sum();
    }
}
