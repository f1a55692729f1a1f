package dev.sotto.local.operate;

import dev.sotto.local.terminal.Table;
import dev.sotto.log.operate.Survey;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        description = "Every topic of the log: how much lies in it, and how far behind its readers are.",
        mixinStandardHelpOptions = true)
public final class TopicsCommand implements Callable<Integer> {

    @Option(names = "--all", description = "Empty topics of dead letters too.")
    boolean all;

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Table table = new Table(List.of("topic", "partitions", "kept", "ever", "size", "behind"));
        for (Survey.Surveyed topic : Survey.of(log.settings())) {
            if (all || topic.written() > 0 || !topic.topic().endsWith(".dlq")) {
                table.add(List.of(
                        topic.topic(),
                        String.valueOf(topic.partitions()),
                        String.format(Locale.ROOT, "%,d", topic.kept()),
                        String.format(Locale.ROOT, "%,d", topic.written()),
                        size(topic.bytes()),
                        topic.behind().entrySet().stream()
                                .map(group -> group.getKey() + " " + group.getValue())
                                .collect(Collectors.joining(", "))));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
        return 0;
    }

    static String size(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
