package dev.sotto.local.operate;

import dev.sotto.dialogue.Rerun;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.operate.Audit;
import dev.sotto.log.operate.Passage;
import dev.sotto.log.operate.Passages;
import dev.sotto.pipeline.PastCalls;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.SpeechSettings;
import dev.sotto.speech.Transcription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                    + " orders.events.replay.NAME; what is there already stays.")
    @Nullable
    String name;

    @Mixin
    WhyOption why = new WhyOption();

    @Mixin
    LogOption log = new LogOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (from == From.WORDS && !engines.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "An --engine hears sound: add --from sound.");
        }
        RestaurantConfig mine = menu == null ? null : MenuFile.load(menu);
        LogSettings settings = log.settings();
        PastRecords past = new PastRecords(settings);
        Map<String, RestaurantConfig> restaurants = past.restaurants();
        if (mine != null) {
            restaurants.put(mine.id(), mine);
        }
        Rerun dialogue = new Rerun(restaurants::get, past.orders(span));
        if (from == From.WORDS) {
            return run(settings, new PastCalls(dialogue, null), Topics.SPEECH_TRANSCRIPTS.name(), null);
        }
        SpeechSettings speech = SpeechSettings.fromEnvironment();
        try (Transcription ears = Transcription.open(engines.isEmpty() ? speech : speech.heardBy(engines))) {
            tellWhoIsNotHeard(ears, restaurants);
            PastCalls calls = new PastCalls(dialogue, ears.calls(restaurants::get, dialogue::state));
            Map<String, Map<String, String>> words = past.words(span.of(Topics.SPEECH_TRANSCRIPTS.name(), call));
            return run(settings, calls, Topics.AUDIO_FRAMES.name(), words);
        }
    }

    private void tellWhoIsNotHeard(Transcription ears, Map<String, RestaurantConfig> restaurants) {
        Map<Boolean, List<String>> problems = restaurants.values().stream()
                .filter(one -> span.restaurant == null || span.restaurant.equals(one.id()))
                .map(RestaurantConfig::language)
                .distinct()
                .map(ears::problem)
                .collect(Collectors.partitioningBy(String::isEmpty));
        List<String> deaf = problems.getOrDefault(false, List.of());
        if (!deaf.isEmpty() && problems.getOrDefault(true, List.of()).isEmpty()) {
            throw new Failure(String.join(" ", deaf));
        }
        deaf.forEach(spec.commandLine().getErr()::println);
    }

    /** @param words what was heard then, by call and utterance; null where it is taken as it was */
    private int run(
            LogSettings settings, PastCalls calls, String topic, @Nullable Map<String, Map<String, String>> words) {
        RerunReport report = new RerunReport(spec.commandLine().getOut(), words);
        List<Passage> passages = List.of(span.of(Topics.CALLS_EVENTS.name(), call), span.of(topic, call));
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
                EventLog events = EventLog.open(settings, "operator", new SimpleMeterRegistry());
                Passages records = new Passages(settings, passages)) {
            RerunShadows shadows = name == null ? null : new RerunShadows(settings, events, name, from == From.SOUND);
            String what = passages.stream().map(Passage::toString).collect(Collectors.joining(" and "));
            try (AuditedRun run =
                    name == null ? null : AuditedRun.begin(new Audit(events), subject(name), why.with(what))) {
                records.<Delivery<TopicRecord>>read(delivery -> delivery, calls::take, (read, toRead) -> {
                    PastCalls.Outcome outcome = calls.over();
                    report.tell(outcome);
                    if (shadows != null) {
                        shadows.put(outcome);
                    }
                    return progress.show(read, toRead) && (run == null || run.goesOn());
                });
                if (run != null) {
                    run.end(report.summary());
                }
            }
            report.end(shadows);
        }
        return report.isSame() ? 0 : Failure.EXIT;
    }

    private AuditedRun.Subject subject(String shadow) {
        return new AuditedRun.Subject(
                "rerun " + shadow, span.restaurant, OperationKind.REPLAY_BEGUN, OperationKind.REPLAY_ENDED);
    }
}
