package dev.sotto.local.operate;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.RerunTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rerun",
        description = {
            "Takes calls of the past through the stages of now, with the menus of now, and shows whose order would be another:"
                    + " \"-\" what it was, \"+\" what it is.",
            "Callers say what they said then, also where they would now be asked something else; language models are not"
                    + " asked. Nothing reaches a kitchen or a guest. Exits with 1 when any call ends otherwise."
        },
        mixinStandardHelpOptions = true)
public final class RerunCommand implements Callable<Integer> {

    /** Where a call begins again. */
    enum From {
        WORDS,
        SOUND
    }

    @Mixin
    SpanOption span = new SpanOption();

    @Option(names = "--call", paramLabel = "ID", description = "Only this call.")
    @Nullable
    String call;

    @Option(
            names = "--from",
            paramLabel = "words|sound",
            defaultValue = "words",
            description =
                    "What is taken as it was: the words that were heard, or only the sound, which is kept for a day and"
                            + " heard anew (default: words).")
    From from = From.WORDS;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            split = ",",
            description = "With --from sound: who hears, as in ./sotto transcribe.")
    List<String> engines = List.of();

    @Option(
            names = "--menu",
            paramLabel = "FILE",
            description = "A restaurant's file, in the place of what is published of that restaurant.")
    @Nullable
    Path menu;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Also write what is heard and what follows to speech.transcripts.replay.NAME and"
                    + " orders.events.replay.NAME; what is there already stays. It then stands among ./sotto replays, which"
                    + " pauses it, lets it go on, also after this terminal is gone, and gives it up.")
    @Nullable
    String name;

    @Mixin
    WhyOption why = new WhyOption();

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --name: records read in a second at most; 0 for as fast as it goes (default:"
                    + " ${DEFAULT-VALUE}).")
    double rate;

    @Override
    public Integer call() {
        if (from == From.WORDS && !engines.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "An --engine hears sound: add --from sound.");
        }
        if (menu != null) {
            MenuFile.load(menu);
        }
        RerunTask task = new RerunTask(
                from == From.SOUND,
                engines,
                menu == null ? null : menu.toAbsolutePath().toString());
        LogSettings settings = log.settings();
        Passage calls = span.of(Topics.CALLS_EVENTS.name(), call);
        if (name != null) {
            return run(
                    settings,
                    spec,
                    ReplayAsked.todo(
                            name,
                            task,
                            calls.topic(),
                            calls.since(),
                            calls.before(),
                            calls.restaurantId(),
                            calls.key(),
                            rate,
                            WhyOption.operator(),
                            why.reason));
        }
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            ErrandRun.Ending ending = work(settings, spec, calls, task).run(null, progress);
            return ending != null && ending.isAsHoped() ? 0 : Failure.EXIT;
        }
    }

    /** Takes one that was wished, which {@link RerunTask} says, and works at it here. */
    static int run(LogSettings settings, CommandSpec spec, ReplayAsked wanted) {
        RerunTask task = (RerunTask) Objects.requireNonNull(wanted.task());
        return new ErrandRun(settings, spec).run(wanted, (events, errand, progress) -> {
            // Its end was said at the latest when it was taken; the same calls are led whenever it goes on.
            ReplayAsked taken = errand.asked();
            Passage calls =
                    new Passage(taken.topic(), taken.since(), taken.before(), taken.restaurantId(), taken.key());
            return work(settings, spec, calls, task).run(new RerunWork.Written(events, errand, taken.name()), progress);
        });
    }

    private static RerunWork work(LogSettings settings, CommandSpec spec, Passage calls, RerunTask task) {
        return new RerunWork(
                settings,
                calls,
                task,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
