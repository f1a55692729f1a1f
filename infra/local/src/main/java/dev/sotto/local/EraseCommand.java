package dev.sotto.local;

import dev.sotto.local.system.Credentials;
import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Forgets a guest in the running system; what is asked is in the log, so the work goes on whatever becomes of this command. */
@Command(
        name = "erase",
        description = {
            "Forgets a guest: his name, number, address and words, in PostgreSQL and in every file of the history.",
            "What was ordered, when and for how much stays. Says in the end what the log itself still holds, and until when.",
            "Ends with 0 when it is done or nothing is known of him, 1 when it is not done yet; run again to look."
        },
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Option(names = "--phone", paramLabel = "NUMBER", required = true, description = "The number he calls from.")
    String phone = "";

    @Option(names = "--restaurant", paramLabel = "ID", required = true, description = "Where he called.")
    String restaurant = "";

    @Option(names = "--dry-run", description = "Only count what is known of him.")
    boolean dryRun;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        PrintWriter out = spec.commandLine().getOut();
        try (ErasureClient erasures =
                new ErasureClient(Running.on(data.directory), Credentials.of(data.directory), restaurant)) {
            JsonNode found = erasures.find(phone);
            String known = counts(found.path("found"));
            String who = "the guest with …" + found.path("phoneEnding").asString();
            if (known.isEmpty()) {
                out.println("Nothing is known of " + who + " in " + restaurant + ".");
                return earlier(erasures, found, out);
            }
            out.printf(
                    "Of %s in %s is known: %s; on %d calls, in %d orders, bookings, claims or callbacks.%n",
                    who,
                    restaurant,
                    known,
                    found.path("calls").asInt(),
                    found.path("orders").asInt());
            if (dryRun) {
                out.println("Nothing was changed.");
                out.flush();
                return 0;
            }
            return finished(erasures, erasures.ask(phone), out);
        }
    }

    /** Somebody whose rows are gone may have been asked for before, and not everywhere be done. */
    private int earlier(ErasureClient erasures, JsonNode found, PrintWriter out) {
        for (JsonNode request : erasures.all()) {
            if (request.path("phoneEnding").equals(found.path("phoneEnding"))) {
                out.printf(
                        "Of …%s was asked at %s:%n",
                        request.path("phoneEnding").asString(),
                        request.path("askedAt").asString());
                return dryRun ? told(request, out) : finished(erasures, request, out);
            }
        }
        out.flush();
        return 0;
    }

    private static int finished(ErasureClient erasures, JsonNode asked, PrintWriter out) {
        Instant until = Instant.now().plus(LIMIT);
        JsonNode now = asked;
        while (!now.path("isDone").asBoolean() && Instant.now().isBefore(until)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            now = erasures.look(asked.path("id").asString());
        }
        return told(now, out);
    }

    private static int told(JsonNode request, PrintWriter out) {
        for (JsonNode part : request.path("done")) {
            String changed = counts(part.path("changed"));
            String remains = part.path("remains").asString("");
            out.printf(
                    "  %s: %s%s%n",
                    part.path("part").asString(),
                    changed.isEmpty() ? "nothing was left to do" : changed,
                    remains.isEmpty() ? "" : "; stays: " + remains);
        }
        boolean done = request.path("isDone").asBoolean();
        out.println(
                done
                        ? "Gone there. The log itself still holds:"
                        : "Not done everywhere yet; the work goes on. The log holds:");
        Table table = new Table(List.of("topic", "what", "until"));
        for (JsonNode topic : request.path("topics")) {
            JsonNode end = topic.path("until");
            table.add(List.of(
                    topic.path("topic").asString(),
                    topic.path("holds").asString(),
                    end.isString() ? end.asString() : "for good; nothing of Sotto writes it down again"));
        }
        table.print(out);
        out.println("Backups, dead letters (30 days) and replays (7 days) hold what they held. Erasure "
                + request.path("id").asString() + ".");
        out.flush();
        return done ? 0 : Failure.EXIT;
    }

    private static String counts(JsonNode counts) {
        return counts.propertyStream()
                .filter(count -> count.getValue().asLong() > 0)
                .map(count ->
                        String.format(Locale.ROOT, "%d %s", count.getValue().asLong(), count.getKey()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
