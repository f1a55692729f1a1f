package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.replay.Replay;
import dev.sotto.log.replay.Replayed;
import dev.sotto.log.replay.Replays;
import dev.sotto.log.replay.Tally;
import dev.sotto.schemas.operation.ReplayState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Has a part of a topic copied into a topic of its own, TOPIC.replay.NAME, for whoever wants to read it again,"
                    + " and shows how far that is. The service of the history copies; Ctrl-C only ends the showing.",
            "./sotto replays pauses it, lets it go on and gives it up. What is copied already is never copied again, so the"
                    + " same command completes what was given up, and changes nothing once it is complete."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Mixin
    PassageOption passage = new PassageOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "The replay's name, lower-case letters, digits and hyphens.")
    String name = "";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Records a second at most; 0 for as fast as it goes (default: ${DEFAULT-VALUE}).")
    double rate = 5_000;

    @Option(names = "--dry-run", description = "Only say what would be copied.")
    boolean dryRun;

    @Mixin
    WhyOption why = new WhyOption();

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogSettings settings = log.settings();
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            if (dryRun) {
                Replay replay = new Replay(settings, passage.passage(), name);
                tell(replay, replay.count(at -> progress.show(at.read(), at.toRead())));
                return 0;
            }
            try (EventLog events = EventLog.open(settings, "operator", new SimpleMeterRegistry())) {
                return watched(new Replays(events), progress);
            }
        }
    }

    private int watched(Replays replays, ProgressLine progress) {
        Replayed asked =
                ReplaysCommand.taken(replays.ask(passage.passage(), name, rate, false, WhyOption.operator(), why.reason)
                        .block(LIMIT));
        Replayed last = new ReplayWatch(() -> replays.find(asked.id()))
                .watch(now ->
                        progress.show(now.standing().read(), now.standing().toRead()))
                .block();
        return outcome(Objects.requireNonNull(last));
    }

    private int outcome(Replayed last) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(ReplaysCommand.sentence(last));
        out.flush();
        return last.state() == ReplayState.COMPLETE ? 0 : Failure.EXIT;
    }

    private void tell(Replay replay, Tally tally) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d records, %s, would go to %s.%n",
                tally.records(),
                TopicsCommand.size(tally.bytes()),
                replay.target());
        if (tally.records() > 0) {
            out.println("From " + tally.first() + " to " + tally.last() + ".");
            tally.types().forEach((type, count) -> out.printf(Locale.ROOT, "  %,8d  %s%n", count, type));
        }
        out.flush();
    }
}
