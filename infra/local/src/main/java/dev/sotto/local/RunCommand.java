package dev.sotto.local;

import dev.sotto.local.system.LocalSystem;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.SystemOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Runs the whole system in this JVM until Ctrl-C; a second start finds all its data.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    SystemOptions options = new SystemOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        LogFile.in(options.data);
        out.println("Starting Sotto on " + options.data.toAbsolutePath().normalize() + " …");
        out.flush();
        long began = System.nanoTime();
        LocalSystem system = LocalSystem.start(options);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Signboard.print(out, system.addresses(), system.credentials(), system.tokens());
        if (options.isEverywhere()) {
            Signboard.line(out, "From other machines", options.nearbyAddress() + " instead of 127.0.0.1");
        }
        out.printf("%nUp after %.1f s. Ctrl-C stops it.%n", took.toMillis() / 1000.0);
        out.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> say(out, "Stopping …"), "say"));
        system.awaitClose();
        say(out, "Stopped.");
        return 0;
    }

    private static void say(PrintWriter out, String what) {
        out.println(what);
        out.flush();
    }
}
