package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.Table;
import dev.sotto.log.EventLog;
import dev.sotto.log.replay.ReplayAnswer;
import dev.sotto.log.replay.Replayed;
import dev.sotto.log.replay.Replays;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayPlace;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayWish;
import dev.sotto.schemas.operation.RerunTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replays",
        description =
                "Replays, reruns and rebuilds that were begun with ./sotto replay, rerun and rebuild or on the operators'"
                        + " page, and what becomes of them.",
        mixinStandardHelpOptions = true)
public final class ReplaysCommand implements Runnable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do with them: list, show, pause, resume or stop.");
    }

    @Command(name = "list", description = "All of them, the newest first; those that are over for a week.")
    int list(@Mixin LogOption log) {
        return with(log, replays -> {
            Table table = new Table(List.of("to", "state", "read", "done", "a second", "left", "by", "told"));
            for (Replayed one : all(replays)) {
                ReplayStanding at = one.standing();
                Duration left = one.left();
                table.add(List.of(
                        one.id(),
                        one.state().name().toLowerCase(Locale.ROOT),
                        String.format(Locale.ROOT, "%,d of %,d", at.read(), at.toRead()),
                        String.format(Locale.ROOT, "%,d", at.copied()),
                        String.format(Locale.ROOT, "%,.0f", at.readPerSecond()),
                        left == null ? "" : left.toSeconds() + " s",
                        one.asked().operator(),
                        told(one)));
            }
            table.print(out());
        });
    }

    @Command(name = "show", description = "How far one is in each partition.")
    int show(
            @Parameters(paramLabel = "NAME", description = "Its name, or the topic its copies go to.") String name,
            @Mixin LogOption log) {
        return with(log, replays -> {
            Replayed found = found(replays, name);
            out().println(sentence(found));
            Table table = new Table(List.of("partition", "from", "next", "to"));
            for (ReplayPlace place : found.standing().places()) {
                table.add(List.of(
                        String.valueOf(place.partition()),
                        String.valueOf(place.from()),
                        String.valueOf(place.next()),
                        String.valueOf(place.to())));
            }
            table.print(out());
        });
    }

    @Command(name = "pause", description = "Lets one rest until it is told to go on.")
    int pause(@Mixin OneReplay which) {
        return wish(which, ReplayWish.PAUSE);
    }

    @Command(
            name = "resume",
            description = "Lets one go on where it stands. A rerun or a rebuild whose terminal is gone goes on in this"
                    + " one; a rebuild begins anew then.")
    int resume(@Mixin OneReplay which) {
        ReplayAsked asked = asked(which);
        return switch (asked.task()) {
            case null -> wish(which, ReplayWish.RUN);
            case RerunTask _ -> RerunCommand.run(which.log.settings(), spec, asked);
            case RebuildTask _ -> RebuildCommand.run(which.log, spec, asked);
        };
    }

    private ReplayAsked asked(OneReplay which) {
        try (EventLog log = EventLog.open(which.log.settings(), "operator", new SimpleMeterRegistry())) {
            return found(new Replays(log), which.name)
                    .asked()
                    .with(ReplayWish.RUN, WhyOption.operator(), which.why.reason);
        }
    }

    private static Replayed found(Replays replays, String name) {
        Replayed found = replays.find(name).block(LIMIT);
        if (found == null) {
            throw new Failure("There is no replay " + name + "; ./sotto replays list shows them.");
        }
        return found;
    }

    @Command(name = "stop", description = "Gives one up; what it wrote stays for a week.")
    int stop(@Mixin OneReplay which) {
        return wish(which, ReplayWish.STOP);
    }

    private int wish(OneReplay which, ReplayWish wish) {
        return with(which.log, replays -> {
            Replayed one = taken(replays.wish(which.name, wish, WhyOption.operator(), which.why.reason)
                    .block(LIMIT));
            out().println(one.id() + " is told to " + wish.name().toLowerCase(Locale.ROOT) + ".");
        });
    }

    /** Which replay is meant, and why. */
    static final class OneReplay {

        @Parameters(paramLabel = "NAME", description = "Its name, or the topic its copies go to.")
        String name = "";

        @Mixin
        WhyOption why = new WhyOption();

        @Mixin
        LogOption log = new LogOption();
    }

    private int with(LogOption option, Consumer<Replays> work) {
        try (EventLog log = EventLog.open(option.settings(), "operator", new SimpleMeterRegistry())) {
            work.accept(new Replays(log));
            out().flush();
            return 0;
        }
    }

    private static List<Replayed> all(Replays replays) {
        List<Replayed> all = replays.all().block(LIMIT);
        return all == null ? List.of() : all;
    }

    /** The replay, where the wish was taken. */
    static Replayed taken(@Nullable ReplayAnswer answer) {
        return switch (answer) {
            case ReplayAnswer.Taken(Replayed replay) -> replay;
            case ReplayAnswer.Unfit(String why) -> throw new Failure(why);
            case ReplayAnswer.Unknown(String why) -> throw new Failure(why);
            case ReplayAnswer.Conflicting(String why) -> throw new Failure(why);
            case null -> throw new Failure("The log does not answer.");
        };
    }

    static String sentence(Replayed one) {
        ReplayStanding at = one.standing();
        String done = switch (one.asked().task()) {
            case null -> "records copied";
            case RerunTask _ -> "calls led again";
            case RebuildTask _ -> "events applied";
        };
        return String.format(
                        Locale.ROOT,
                        "%s: %s, %,d %s, %,d of %,d looked at. %s",
                        one.id(),
                        one.state().name().toLowerCase(Locale.ROOT),
                        at.copied(),
                        done,
                        at.read(),
                        at.toRead(),
                        told(one))
                .strip();
    }

    /** Why it does not go on, or what came of it so far. */
    private static String told(Replayed one) {
        ReplayStanding at = one.standing();
        return at.problem() != null ? at.problem() : at.outcome() != null ? at.outcome() : "";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
