package dev.sotto.local.operate;

import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.EventLog;
import dev.sotto.log.operate.Audit;
import dev.sotto.orders.rebuild.Rebuild;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.operation.OperationKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        Rebuild.Outcome outcome = adopt ? audited() : rebuilt();
        PrintWriter out = spec.commandLine().getOut();
        double seconds = Math.max(0.001, outcome.took().toMillis() / 1000.0);
        out.printf(
                Locale.ROOT,
                "%,d events in %.1f s, %,.0f a second; %,d refused. Digest %s.%n",
                outcome.events(),
                seconds,
                outcome.events() / seconds,
                outcome.refused(),
                outcome.digest());
        out.println(outcome.isEqual() ? "Equal, row for row." : "Differing: " + String.join(", ", outcome.differing()));
        out.flush();
        return outcome.isEqual() ? 0 : Failure.EXIT;
    }

    private Rebuild.Outcome rebuilt() {
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            return new Rebuild(log.settings(), settings(), replay).run(adopt, progress::show);
        }
    }

    /** Only what may change something is worth a record. */
    private Rebuild.Outcome audited() {
        AuditedRun.Subject subject = new AuditedRun.Subject(
                "rebuild of the order tables", null, OperationKind.REBUILD_BEGUN, OperationKind.REBUILD_ENDED);
        try (EventLog events = EventLog.open(log.settings(), "operator", new SimpleMeterRegistry());
                AuditedRun run = AuditedRun.begin(new Audit(events), subject, why.with("to be adopted"))) {
            Rebuild.Outcome outcome = rebuilt();
            run.end(outcome.isEqual() ? "equal" : "differing: " + String.join(", ", outcome.differing()));
            return outcome;
        }
    }

    /** Passwords come from the environment, as the service takes them. */
    private PostgresSettings settings() {
        String url = postgres.isEmpty()
                ? Running.on(log.data.directory).postgres().replaceFirst("//[^@]*@", "//")
                : postgres;
        return new PostgresSettings(
                url,
                user,
                secret("ORDERS_POSTGRES_PASSWORD"),
                owner,
                secret("ORDERS_POSTGRES_OWNERPASSWORD"),
                "public",
                4);
    }

    private static String secret(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
