package dev.sotto.local.operate;

import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.orders.rebuild.Rebuild;
import dev.sotto.orders.store.PostgresSettings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Rebuild rebuild = new Rebuild(log.settings(), settings());
        Rebuild.Outcome outcome;
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            outcome = rebuild.run(adopt, progress::show);
        }
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
