package dev.sotto.orders.load.plans;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one statement of one question took.
 *
 * @param search words are looked for in it, which no index of ours can
 * @param ways how tables were read
 * @param times how often it was carried out
 * @param refused how often the question was not answered
 * @param read rows that were looked at, by the median and the worst
 * @param told things in an answer, all statements of the question together
 * @param faults what no statement should do to a large table
 */
public record Finding(
        String question,
        boolean search,
        String statement,
        List<String> ways,
        int times,
        int refused,
        double read,
        double readAtMost,
        double kept,
        double told,
        double p50,
        double p95,
        List<String> faults) {

    /** One for each statement; a question that asks nothing of the database has none, unless it was refused. */
    static Stream<Finding> of(
            String question, boolean search, Stream<Plan> plans, int asked, int refused, double told) {
        Map<String, List<Plan>> byStatement = plans.filter(
                        plan -> !plan.scans().isEmpty() || plan.query().startsWith("insert"))
                .collect(Collectors.groupingBy(Plan::query, LinkedHashMap::new, Collectors.toList()));
        if (byStatement.isEmpty() && refused > 0) {
            return Stream.of(
                    new Finding(question, search, "", List.of(), asked, refused, 0, 0, 0, told, 0, 0, List.of()));
        }
        return byStatement.entrySet().stream()
                .map(each -> of(question, search, each.getKey(), each.getValue(), refused, told));
    }

    private static Finding of(
            String question, boolean search, String statement, List<Plan> plans, int refused, double told) {
        double[] millis = plans.stream().mapToDouble(Plan::millis).sorted().toArray();
        double[] read = plans.stream().mapToDouble(Plan::read).sorted().toArray();
        double[] kept = plans.stream().mapToDouble(Plan::kept).sorted().toArray();
        return new Finding(
                question,
                search,
                statement,
                plans.stream().flatMap(plan -> plan.ways().stream()).distinct().toList(),
                plans.size(),
                refused,
                at(read, 0.5),
                at(read, 1),
                at(kept, 0.5),
                told,
                at(millis, 0.5),
                at(millis, 0.95),
                plans.stream()
                        .flatMap(plan -> plan.faults().stream())
                        .distinct()
                        .limit(5)
                        .toList());
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }

    /** Something here reads what nobody asked for. */
    public boolean isBad() {
        return !search && !faults.isEmpty();
    }

    @Override
    public String toString() {
        return question + ": " + faults + " in " + Arrays.toString(statement.split("\\s+"));
    }
}
