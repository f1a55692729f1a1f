package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.dialogue.Agreeing;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.reply.ResumePlayback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps our voice out of a caller's way. Whether he means us is known only when we have understood him, and by then we
 * would have talked over half of his sentence: so we fall silent for whatever sounds like speech, and go on where we
 * stopped when it was a cough or an "uh-huh". Frames that are read long after they came command nothing.
 */
final class OurVoice {
    /** Who speaks over us expects silence now; what is older than this is a log being read again. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private static final int ECHOED_WORDS = 3;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:'\\p{L}+)*");

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

    /**
     * Whether these words, heard while we spoke, are our own come back from a loudspeaker: three or more in a row of what
     * we are saying. Where a yes is waited for a single one is enough, since nothing may be agreed to by our own voice;
     * elsewhere one or two may be his choice of what we offered.
     */
    boolean isEcho(String callId, String heard) {
        DialogueState dialogue = dialogues.apply(callId);
        if (dialogue == null || heard.isBlank()) {
            return false;
        }
        boolean waitsForYes = dialogue.phase() instanceof Confirming || dialogue.phase() instanceof Agreeing;
        List<String> words = words(heard);
        return (waitsForYes || words.size() >= ECHOED_WORDS)
                && Collections.indexOfSubList(
                                words(String.join(" ", dialogue.turn().sentences())), words)
                        >= 0;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .results()
                .map(MatchResult::group)
                .toList();
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
