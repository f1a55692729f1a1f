package dev.sotto.local.operate;

import dev.sotto.log.operate.Look;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.schemas.UndecodableRecord;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = "The newest records of a topic, one JSON line each; sound only as its length.",
        mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {

    @Mixin
    PassageOption passage = new PassageOption();

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of those that are there (default: ${DEFAULT-VALUE}).")
    int last = 10;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with those that come, until Ctrl-C.")
    boolean follow;

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Look.at(log.settings(), passage.passage(), last, follow, entry -> {
            out.println(line(entry));
            out.flush();
            return !out.checkError();
        });
        return 0;
    }

    private static String line(LogEntry entry) {
        String where = entry.appendedAt() + " " + entry.position().partition() + "@"
                + entry.position().offset() + " " + Objects.requireNonNullElse(entry.key(), "-") + " ";
        try {
            return where + entry.json();
        } catch (UndecodableRecord damaged) {
            return where + "(" + entry.size() + " bytes: " + damaged.getMessage() + ")";
        }
    }
}
