package dev.sotto.schemas.dialogue;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as it stands: whoever owns the call next goes on from here. Key: callId. */
public record DialogueState(
        Envelope envelope,
        String callId,
        long revision,
        AudioSource source,
        String language,
        @Nullable String callerNumber,
        @Nullable String tableNumber,
        int replyPartition,
        DialoguePhase phase,
        List<DraftLine> lines,
        int linesEver,
        int ordersPlaced,
        int misunderstood,
        long appliedCalls,
        long appliedSpeech,
        List<String> heard,
        Turn turn)
        implements TopicRecord {

    public DialogueState {
        lines = List.copyOf(lines);
        heard = List.copyOf(heard);
    }

    /** A conversation of which nothing has been heard yet. */
    public static DialogueState begun(
            Envelope envelope,
            String callId,
            AudioSource source,
            String language,
            @Nullable String callerNumber,
            @Nullable String tableNumber,
            int replyPartition) {
        return new DialogueState(
                envelope,
                callId,
                0,
                source,
                language,
                callerNumber,
                tableNumber,
                replyPartition,
                new TakingOrder(),
                List.of(),
                0,
                0,
                0,
                -1,
                -1,
                List.of(),
                Turn.NONE);
    }

    public DialogueState with(DialoguePhase next) {
        return with(next, lines, linesEver, ordersPlaced, misunderstood);
    }

    public DialogueState withLines(List<DraftLine> now, int ever) {
        return with(phase, now, ever, ordersPlaced, misunderstood);
    }

    public DialogueState withOrdersPlaced(int count) {
        return with(phase, lines, linesEver, count, misunderstood);
    }

    public DialogueState withMisunderstood(int inARow) {
        return with(phase, lines, linesEver, ordersPlaced, inARow);
    }

    private DialogueState with(DialoguePhase next, List<DraftLine> now, int ever, int placed, int inARow) {
        return new DialogueState(
                envelope,
                callId,
                revision,
                source,
                language,
                callerNumber,
                tableNumber,
                replyPartition,
                next,
                now,
                ever,
                placed,
                inARow,
                appliedCalls,
                appliedSpeech,
                heard,
                turn);
    }

    /** The next revision: what was heard is in it, and what is said to that. */
    public DialogueState answered(Envelope next, long calls, long speech, List<String> heardLately, Turn said) {
        return new DialogueState(
                next,
                callId,
                revision + 1,
                source,
                language,
                callerNumber,
                tableNumber,
                replyPartition,
                phase,
                lines,
                linesEver,
                ordersPlaced,
                misunderstood,
                calls,
                speech,
                heardLately,
                said);
    }

    @Override
    public String eventType() {
        return phase.getClass().getSimpleName();
    }
}
