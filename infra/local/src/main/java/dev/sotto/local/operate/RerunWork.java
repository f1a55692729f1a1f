package dev.sotto.local.operate;

import dev.sotto.dialogue.Rerun;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.Passages;
import dev.sotto.log.replay.Errand;
import dev.sotto.pipeline.PastCalls;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.operation.RerunTask;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.speech.SpeechSettings;
import dev.sotto.speech.Transcription;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes calls of a passage through the stages of now and tells whose order would be another. */
final class RerunWork {

    private final LogSettings settings;
    private final Passage calls;
    private final RerunTask task;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param calls of {@code calls.events}; the other topics are read over the same time */
    RerunWork(LogSettings settings, Passage calls, RerunTask task, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.calls = calls;
        this.task = task;
        this.out = out;
        this.err = err;
    }

    /** Where it is written down; absent where it is only looked at. */
    record Written(EventLog log, Errand errand, String name) {}

    /** @return null when it did not go on to the end */
    ErrandRun.@Nullable Ending run(@Nullable Written written, ProgressLine progress) {
        PastRecords past = new PastRecords(settings);
        Map<String, RestaurantConfig> restaurants = past.restaurants();
        if (task.menu() != null) {
            RestaurantConfig mine = MenuFile.load(Path.of(task.menu()));
            restaurants.put(mine.id(), mine);
        }
        Rerun dialogue = new Rerun(restaurants::get, past.orders(calls));
        if (!task.fromSound()) {
            return run(new PastCalls(dialogue, null), Topics.SPEECH_TRANSCRIPTS.name(), null, written, progress);
        }
        SpeechSettings speech = SpeechSettings.fromEnvironment();
        try (Transcription ears =
                Transcription.open(task.engines().isEmpty() ? speech : speech.heardBy(task.engines()))) {
            tellWhoIsNotHeard(ears, restaurants);
            PastCalls again = new PastCalls(dialogue, ears.calls(restaurants::get, dialogue::state));
            Map<String, Map<String, String>> words = past.words(calls.in(Topics.SPEECH_TRANSCRIPTS.name()));
            return run(again, Topics.AUDIO_FRAMES.name(), words, written, progress);
        }
    }

    private void tellWhoIsNotHeard(Transcription ears, Map<String, RestaurantConfig> restaurants) {
        Map<Boolean, List<String>> problems = restaurants.values().stream()
                .filter(one ->
                        calls.restaurantId() == null || calls.restaurantId().equals(one.id()))
                .map(RestaurantConfig::language)
                .distinct()
                .map(ears::problem)
                .collect(Collectors.partitioningBy(String::isEmpty));
        List<String> deaf = problems.getOrDefault(false, List.of());
        if (!deaf.isEmpty() && problems.getOrDefault(true, List.of()).isEmpty()) {
            throw new Failure(String.join(" ", deaf));
        }
        deaf.forEach(err::println);
    }

    /** @param words what was heard then, by call and utterance; null where it is taken as it was */
    private ErrandRun.@Nullable Ending run(
            PastCalls again,
            String topic,
            @Nullable Map<String, Map<String, String>> words,
            @Nullable Written written,
            ProgressLine progress) {
        RerunReport report = new RerunReport(
                out,
                words,
                written == null ? Map.of() : written.errand().before().counts());
        RerunShadows shadows =
                written == null ? null : new RerunShadows(settings, written.log(), written.name(), task.fromSound());
        RerunCourse course =
                new RerunCourse(again, report, shadows, written == null ? null : written.errand(), progress);
        try (Passages records = new Passages(settings, List.of(calls, calls.in(topic)))) {
            if (!records.<Delivery<TopicRecord>>read(delivery -> delivery, again::take, course)) {
                return null;
            }
        }
        report.end(shadows);
        return new ErrandRun.Ending(report.summary(), report.isSame());
    }
}
