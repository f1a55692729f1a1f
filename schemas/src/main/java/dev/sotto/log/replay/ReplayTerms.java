package dev.sotto.log.replay;

import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayTask;
import dev.sotto.schemas.operation.ReplayWish;
import dev.sotto.schemas.operation.RerunTask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What may be wished of the past, and by which names and words it is known. */
final class ReplayTerms {

    private static final int WORDS_AT_MOST = 200;
    private static final int REASON_AT_MOST = 1_000;
    private static final double FASTEST = 10_000_000;

    private ReplayTerms() {}

    /** The topic results go to; of a rebuild what it is called. */
    static String id(String name, ReplayTask task) {
        return switch (task) {
            case RerunTask _ ->
                ShadowTopic.beside(Topics.ORDERS_EVENTS.name(), name).name();
            case RebuildTask _ -> "rebuild." + name;
        };
    }

    /** A rerun is of the same calls whenever it goes on; a rebuild is of all there is. */
    static ReplayAsked ended(ReplayAsked wanted) {
        return wanted.task() instanceof RerunTask ? wanted.upTo(Instant.now().truncatedTo(ChronoUnit.MILLIS)) : wanted;
    }

    /** Why something else cannot be done under the name of one that is there. */
    static String conflict(Replayed there) {
        return there.asked().task() instanceof RebuildTask
                ? there.id() + " is not over yet (" + words(there.asked())
                        + "). Stop it, or give this one another name."
                : OtherPassage.sentence(there.id(), words(there.asked()));
    }

    /** What its beginning is written down as. */
    static OperationKind begun(ReplayTask task) {
        return switch (task) {
            case RerunTask _ -> OperationKind.REPLAY_BEGUN;
            case RebuildTask _ -> OperationKind.REBUILD_BEGUN;
        };
    }

    /** What is wished, in the words an operator chose it with. */
    static String words(ReplayAsked asked) {
        String what = switch (asked.task()) {
            case null -> "";
            case RerunTask rerun ->
                "calls again from their " + (rerun.fromSound() ? "sound" : "words")
                        + (rerun.engines().isEmpty() ? "" : ", heard by " + String.join(", ", rerun.engines()))
                        + (rerun.menu() == null ? "" : ", with " + rerun.menu()) + ", ";
            case RebuildTask rebuild ->
                "order tables anew" + (rebuild.adopt() ? ", to be adopted" : "")
                        + (rebuild.source() == null ? "" : ", from the replay " + rebuild.source()) + ", ";
        };
        return what + passage(asked) + (asked.reason().isEmpty() ? "" : ": " + asked.reason());
    }

    /** What a wish is written down as. */
    static OperationKind kind(ReplayWish wish) {
        return switch (wish) {
            case RUN -> OperationKind.REPLAY_RESUMED;
            case PAUSE -> OperationKind.REPLAY_PAUSED;
            case STOP -> OperationKind.REPLAY_STOPPED;
        };
    }

    /** Why something could never be done; null when it could. */
    static @Nullable String unfit(Passage passage, String name, double rate, String reason) {
        try {
            ShadowTopic.beside(passage.topic(), name);
        } catch (IllegalArgumentException unfit) {
            return unfit.getMessage();
        }
        if (Topics.ALL.stream().noneMatch(topic -> topic.name().equals(passage.topic()))) {
            return "There is no topic " + passage.topic() + ".";
        }
        if (!(rate >= 0 && rate <= FASTEST)) {
            return "A rate is between 1 and 10000000 records a second, or 0 for as fast as it goes.";
        }
        if (passage.since() != null
                && passage.before() != null
                && !passage.since().isBefore(passage.before())) {
            return "The passage ends before it begins.";
        }
        if (length(passage.restaurantId()) > WORDS_AT_MOST || length(passage.key()) > WORDS_AT_MOST) {
            return "A restaurant or a key has at most " + WORDS_AT_MOST + " characters.";
        }
        return unfit(reason);
    }

    /** Why a reason cannot be taken; null when it can. */
    static @Nullable String unfit(String reason) {
        return reason.length() > REASON_AT_MOST ? "A reason has at most " + REASON_AT_MOST + " characters." : null;
    }

    private static int length(@Nullable String words) {
        return words == null ? 0 : words.length();
    }

    /** What of the log it reads. */
    static Passage passage(ReplayAsked asked) {
        return new Passage(asked.topic(), asked.since(), asked.before(), asked.restaurantId(), asked.key());
    }
}
