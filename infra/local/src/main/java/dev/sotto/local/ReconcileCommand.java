package dev.sotto.local;

import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reconcile",
        description = {
            "Compares the orders in PostgreSQL with the history, by count, sum and hash, and names those that differ.",
            "Ends with 0 when they agree, 2 when they differ, 1 when they could not be compared."
        },
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {

    private static final int DIFFERING = 2;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day, UTC, e.g. 2026-11-20 (default: the day before the last).")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day (default: today).")
    @Nullable
    LocalDate to;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        Addresses at = Running.on(data.directory);
        LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        LocalDate first = from == null ? last.minusDays(1) : from;
        PrintWriter out = spec.commandLine().getOut();
        try (SqlClient sql = new SqlClient(at, Credentials.of(data.directory))) {
            JsonNode compared = sql.reconcile(first, last);
            out.printf(
                    Locale.ROOT,
                    "%s to %s: %,d orders in %,d hours of restaurants, %s; %d hours left for later, the lake %d records behind.%n",
                    first,
                    last,
                    compared.path("orders").asLong(),
                    compared.path("hours").asLong(),
                    compared.path("money").asString("nothing"),
                    compared.path("unsettled").asLong(),
                    compared.path("behind").asLong());
            out.println(ofCalls(compared.path("calls")));
            JsonNode differences = compared.path("differences");
            if (differences.isEmpty()) {
                out.println("PostgreSQL and the history agree.");
            } else {
                out.printf("%d orders or calls differ:%n", differences.size());
                print(out, differences);
            }
            out.flush();
            return differences.isEmpty() ? 0 : DIFFERING;
        }
    }

    private static String ofCalls(JsonNode calls) {
        return calls.path("left").asBoolean()
                ? "Calls are left for later: PostgreSQL has written none down so far, or the lake lacks some of them yet."
                : String.format(
                        Locale.ROOT,
                        "%,d calls with %,d sentences of guests.",
                        calls.path("calls").asLong(),
                        calls.path("sentences").asLong());
    }

    private static void print(PrintWriter out, JsonNode differences) {
        for (JsonNode difference : differences) {
            out.printf(
                    "  %s, %s %s of the hour from %s: %s%n",
                    difference.path("restaurantId").asString(),
                    difference.path("kind").asString().toLowerCase(Locale.ROOT),
                    difference.path("id").asString(),
                    difference.path("hour").asString(),
                    difference.path("sentence").asString());
        }
    }
}
