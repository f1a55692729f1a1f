package dev.sotto.local.operate;

import dev.sotto.dialogue.Rerun.Led;
import dev.sotto.pipeline.PastCalls;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Shows the calls that end otherwise now than they did, and the turns in which other words are heard, and counts all. */
final class RerunReport {

    private final PrintWriter out;
    private final @Nullable Map<String, Map<String, String>> wordsThen;
    private long calls;
    private long same;
    private long lost;
    private long gained;
    private long soundless;
    private long turns;
    private long otherWords;

    /**
     * @param wordsThen what was heard then, by call and utterance; null where it is taken as it was
     * @param counted {@link #counts} of whoever began this
     */
    RerunReport(PrintWriter out, @Nullable Map<String, Map<String, String>> wordsThen, Map<String, Long> counted) {
        this.out = out;
        this.wordsThen = wordsThen;
        this.calls = counted.getOrDefault("calls", 0L);
        this.same = counted.getOrDefault("same", 0L);
        this.lost = counted.getOrDefault("lost", 0L);
        this.gained = counted.getOrDefault("gained", 0L);
        this.soundless = counted.getOrDefault("soundless", 0L);
        this.turns = counted.getOrDefault("turns", 0L);
        this.otherWords = counted.getOrDefault("otherWords", 0L);
    }

    /** What was counted so far, by name. */
    Map<String, Long> counts() {
        return Map.of(
                "calls", calls,
                "same", same,
                "lost", lost,
                "gained", gained,
                "soundless", soundless,
                "turns", turns,
                "otherWords", otherWords);
    }

    long calls() {
        return calls;
    }

    void tell(PastCalls.Outcome outcome) {
        Map<String, Map<String, String>> wordsNow = new HashMap<>();
        outcome.heard().forEach(speech -> PastRecords.addTo(wordsNow, speech));
        soundless += outcome.soundless();
        for (Led call : outcome.calls()) {
            tell(call, words(call, wordsNow.getOrDefault(call.callId(), Map.of())));
        }
        out.flush();
    }

    private void tell(Led call, List<String> words) {
        List<String> then = CallOutcome.rows(call.then());
        List<String> now = CallOutcome.rows(call.now());
        List<String> gone = without(then, now);
        List<String> fresh = without(now, then);
        boolean asItWas = gone.isEmpty() && fresh.isEmpty();
        calls++;
        same += asItWas ? 1 : 0;
        lost += !asItWas && now.isEmpty() ? 1 : 0;
        gained += !asItWas && then.isEmpty() ? 1 : 0;
        if (!asItWas || !words.isEmpty()) {
            out.println(call.callId() + "  " + call.restaurantId() + "  "
                    + call.began().truncatedTo(ChronoUnit.SECONDS));
            words.forEach(row -> out.println("  " + row));
            gone.forEach(row -> out.println("  - " + row));
            fresh.forEach(row -> out.println("  + " + row));
        }
    }

    /** The turns of which other words are heard now. */
    private List<String> words(Led call, Map<String, String> now) {
        if (wordsThen == null) {
            return List.of();
        }
        Map<String, String> then = wordsThen.getOrDefault(call.callId(), Map.of());
        SequencedSet<String> utterances = new LinkedHashSet<>(then.keySet());
        utterances.addAll(now.keySet());
        turns += utterances.size();
        List<String> rows = new ArrayList<>();
        for (String utterance : utterances) {
            String before = then.getOrDefault(utterance, "(nothing)");
            String after = now.getOrDefault(utterance, "(nothing)");
            if (!before.equals(after)) {
                otherWords++;
                rows.add("- heard: " + before);
                rows.add("+ heard: " + after);
            }
        }
        return rows;
    }

    /** Each row once for each time it stands in one and not in the other. */
    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    boolean isSame() {
        return same == calls;
    }

    void end(@Nullable RerunShadows shadows) {
        out.println(summary());
        if (shadows != null) {
            shadows.written().forEach((topic, records) -> out.println(topic + ": " + records + " records more."));
        }
        out.flush();
    }

    String summary() {
        if (calls == 0) {
            return "No call of this time is there any more from its beginning"
                    + (soundless > 0 ? ", with its sound." : ".");
        }
        String counted = String.format(
                Locale.ROOT,
                "%,d calls again: %,d end as they did, %,d otherwise (%,d without an order now, %,d with one only now).",
                calls,
                same,
                calls - same,
                lost,
                gained);
        String heard = wordsThen != null
                ? String.format(Locale.ROOT, " %,d turns, other words in %,d of them.", turns, otherWords)
                : "";
        String without =
                soundless > 0 ? String.format(Locale.ROOT, " %,d calls have no sound any more.", soundless) : "";
        return counted + heard + without;
    }
}
