package dev.sotto.local.operate;

import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.replay.Errand;
import dev.sotto.orders.rebuild.Rebuild;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayPlace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the orders anew from the log and says whether they are the same; the service may go on meanwhile. */
@Command(
        name = "rebuild",
        description = "Makes the order tables anew from the log, beside those in use, and compares them row for row.",
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {

    @Option(names = "--adopt", description = "Put what was made anew in the place of what differs from it.")
    boolean adopt;

    @Option(
            names = "--replay",
            paramLabel = "NAME",
            description =
                    "Read orders.events.replay.NAME in the place of what it was copied from, and the log from there on;"
                            + " compares only, because a copy may have left something out.")
    @Nullable
    String replay;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "orders",
            description = "How ./sotto replays knows it, which pauses it, lets it go on and gives it up (default:"
                    + " ${DEFAULT-VALUE}). One that was cut off begins anew.")
    String name = "orders";

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "postgresql://host:port/database (default: that of the system that runs here).")
    String postgres = "";

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            defaultValue = "sotto_orders",
            description = "Who works (default: ${DEFAULT-VALUE}).")
    String user = "sotto_orders";

    @Option(
            names = "--owner",
            paramLabel = "ROLE",
            defaultValue = "postgres",
            description = "Whose the tables are (default: ${DEFAULT-VALUE}).")
    String owner = "postgres";

    @Mixin
    WhyOption why = new WhyOption();

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (adopt && replay != null) {
            throw new ParameterException(
                    spec.commandLine(), "What is made from a replay is compared only: leave --adopt or --replay out.");
        }
        RebuildTask task = new RebuildTask(adopt, replay, postgres.replaceFirst("//[^@/]*@", "//"), user, owner);
        return run(
                log,
                spec,
                ReplayAsked.todo(
                        name,
                        task,
                        Topics.ORDERS_EVENTS.name(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        WhyOption.operator(),
                        why.reason));
    }

    /** Takes one that was wished, which {@link RebuildTask} says, and works at it here. */
    static int run(LogOption log, CommandSpec spec, ReplayAsked wanted) {
        RebuildTask task = (RebuildTask) Objects.requireNonNull(wanted.task());
        LogSettings settings = log.settings();
        PostgresSettings tables = tables(log, task);
        return new ErrandRun(settings, spec)
                .run(wanted, (events, errand, progress) -> rebuilt(settings, tables, task, spec, errand, progress));
    }

    private static ErrandRun.@Nullable Ending rebuilt(
            LogSettings settings,
            PostgresSettings tables,
            RebuildTask task,
            CommandSpec spec,
            Errand errand,
            ProgressLine progress) {
        try {
            Rebuild.Outcome outcome = new Rebuild(settings, tables, task.source()).run(task.adopt(), (steps, of) -> {
                progress.show(steps, of);
                errand.moved(List.of(new ReplayPlace(0, 0, steps, of)));
                return errand.goesOn(0);
            });
            String words = outcome.isEqual()
                    ? "Equal, row for row."
                    : "Differing: " + String.join(", ", outcome.differing()) + ".";
            double seconds = Math.max(0.001, outcome.took().toMillis() / 1000.0);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%,d events in %.1f s, %,.0f a second; %,d refused. Digest %s.%n%s%n",
                    outcome.events(),
                    seconds,
                    outcome.events() / seconds,
                    outcome.refused(),
                    outcome.digest(),
                    words);
            out.flush();
            errand.reached(
                    List.of(new ReplayPlace(0, 0, 1, 1)),
                    outcome.events(),
                    words,
                    Map.of("events", outcome.events(), "refused", outcome.refused()));
            return new ErrandRun.Ending(words, outcome.isEqual());
        } catch (CancellationException givenUp) {
            return null;
        }
    }

    /** Passwords come from the environment, as the service takes them. */
    private static PostgresSettings tables(LogOption log, RebuildTask task) {
        String url = task.postgres().isEmpty()
                ? Running.on(log.data.directory).postgres().replaceFirst("//[^@]*@", "//")
                : task.postgres();
        return new PostgresSettings(
                url,
                task.user(),
                secret("ORDERS_POSTGRES_PASSWORD"),
                task.owner(),
                secret("ORDERS_POSTGRES_OWNERPASSWORD"),
                "public",
                4);
    }

    private static String secret(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
