package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.reply.ResumePlayback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our voice out of a caller's way. Whether he means us is known only when we have understood him, and by then we
 * would have talked over half of his sentence: so we fall silent for whatever sounds like speech, and go on where we
 * stopped when it was a cough or an "uh-huh". Frames that are read long after they came command nothing.
 */
final class OurVoice {
    /** Who speaks over us expects silence now; what is older than this is a log being read again. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private final Function<String, @Nullable DialogueState> dialogues;
    private final Predicate<String> mayBeInterrupted;
    private final InstantSource clock;

    /** {@code mayBeInterrupted}: whether a restaurant, by its id, wants its callers to be able to cut us short. */
    OurVoice(
            Function<String, @Nullable DialogueState> dialogues,
            Predicate<String> mayBeInterrupted,
            InstantSource clock) {
        this.dialogues = dialogues;
        this.mayBeInterrupted = mayBeInterrupted;
        this.clock = clock;
    }

    /** A command for the gateway that has the call, on the partition it reads. */
    record Command(int partition, ReplyRecord reply, long capturedAtMicros) {
        /** Negative when the gateway's clock is ahead of ours. */
        long nanosSinceSound() {
            return 1000 * (ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - capturedAtMicros);
        }
    }

    /** Null where nobody is spoken to, or what we are saying is our last word. */
    @Nullable
    Command pause(String callId, String restaurantId, long atSequence, long capturedAtMicros) {
        DialogueState dialogue = dialogues.apply(callId);
        boolean lastWord = dialogue != null && dialogue.turn().hangUp() != null;
        if (dialogue == null || lastWord || !mayBeInterrupted.test(restaurantId) || isStale(capturedAtMicros)) {
            return null;
        }
        return command(dialogue, atSequence, capturedAtMicros, new PausePlayback());
    }

    @Nullable
    Command resume(String callId, long atSequence) {
        DialogueState dialogue = dialogues.apply(callId);
        return dialogue == null ? null : command(dialogue, atSequence, 0, new ResumePlayback());
    }

    private boolean isStale(long capturedAtMicros) {
        long age = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()) - capturedAtMicros;
        return age > STALE.toNanos() / 1000;
    }

    private static Command command(
            DialogueState dialogue, long atSequence, long capturedAtMicros, ReplyCommand command) {
        String replyId = DerivedId.of(command.getClass().getSimpleName(), dialogue.callId(), atSequence);
        Envelope envelope =
                Envelope.of(Topics.VOICE_REPLIES, dialogue.envelope().restaurantId(), replyId);
        return new Command(
                dialogue.replyPartition(),
                new ReplyRecord(envelope, dialogue.callId(), replyId, command),
                capturedAtMicros);
    }
}
