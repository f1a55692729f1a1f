package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.operate.Letters;
import dev.sotto.log.operate.Replay;
import dev.sotto.log.operate.Tally;
import dev.sotto.schemas.operation.OperationKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Copies a part of a topic into a topic of its own, TOPIC.replay.NAME, for whoever wants to read it again.",
            "Ctrl-C stops it; the same command goes on where it stood, and once it is complete changes nothing."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayCommand.class);

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

    @Option(names = "--reason", paramLabel = "WORDS", defaultValue = "", description = "Why, for the record.")
    String reason = "";

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogSettings settings = log.settings();
        Replay replay = new Replay(settings, passage.passage(), name);
        AtomicBoolean stopped = new AtomicBoolean();
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            if (dryRun) {
                tell(replay, replay.count(at -> progress.show(at.read(), at.toRead())));
                return 0;
            }
            return run(replay, settings, progress, stopped);
        }
    }

    private int run(Replay replay, LogSettings settings, ProgressLine progress, AtomicBoolean stopped) {
        // Asked to stop, it does so between two steps and writes down how far it came before the process ends.
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stopped, over), "stop-replay"));
        try (EventLog events = EventLog.open(settings, "operator", new SimpleMeterRegistry())) {
            Letters actions = new Letters(settings, events);
            String operator = System.getProperty("user.name", "unknown");
            actions.write(replay.target(), restaurant(), OperationKind.REPLAY_BEGUN, operator, words());
            Replay.Progress done = replay.run(
                    rate == 0 ? Double.POSITIVE_INFINITY : rate,
                    at -> progress.show(at.read(), at.toRead()) && !stopped.get());
            String outcome = (stopped.get() ? "stopped after " : "complete with ") + done.copied() + " records";
            actions.write(replay.target(), restaurant(), OperationKind.REPLAY_ENDED, operator, outcome);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%s: %,d records copied now, %s.%n",
                    replay.target(),
                    done.copied(),
                    stopped.get() ? "not complete; the same command goes on" : "complete");
            out.flush();
            return stopped.get() ? Failure.EXIT : 0;
        } finally {
            over.countDown();
        }
    }

    private static void stopAndWait(AtomicBoolean stopped, CountDownLatch over) {
        stopped.set(true);
        try {
            if (!over.await(10, TimeUnit.SECONDS)) {
                LOG.warn("The replay did not stop in time; what it copied stays, and the same command goes on.");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private String restaurant() {
        return passage.span.restaurant == null ? "" : passage.span.restaurant;
    }

    private String words() {
        return passage.passage() + (reason.isEmpty() ? "" : ": " + reason);
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
