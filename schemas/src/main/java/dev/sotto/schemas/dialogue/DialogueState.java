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
        Turn turn,
        Guest guest,
        @Nullable String amending,
        boolean upsold)
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
                Turn.NONE,
                Guest.UNKNOWN,
                null,
                false);
    }

    public DialogueState with(DialoguePhase next) {
        return with(next, lines, linesEver, ordersPlaced, misunderstood, guest, amending, upsold);
    }

    public DialogueState withLines(List<DraftLine> now, int ever) {
        return with(phase, now, ever, ordersPlaced, misunderstood, guest, amending, upsold);
    }

    public DialogueState withOrdersPlaced(int count) {
        return with(phase, lines, linesEver, count, misunderstood, guest, amending, upsold);
    }

    public DialogueState withMisunderstood(int inARow) {
        return with(phase, lines, linesEver, ordersPlaced, inARow, guest, amending, upsold);
    }

    public DialogueState withGuest(Guest known) {
        return with(phase, lines, linesEver, ordersPlaced, misunderstood, known, amending, upsold);
    }

    /** The lines belong to an order that was placed before; null for a new one. */
    public DialogueState withAmending(@Nullable String orderId) {
        return with(phase, lines, linesEver, ordersPlaced, misunderstood, guest, orderId, upsold);
    }

    public DialogueState withUpsold(boolean done) {
        return with(phase, lines, linesEver, ordersPlaced, misunderstood, guest, amending, done);
    }

    private DialogueState with(
            DialoguePhase next,
            List<DraftLine> now,
            int ever,
            int placed,
            int inARow,
            Guest who,
            @Nullable String placedBefore,
            boolean offered) {
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
                turn,
                who,
                placedBefore,
                offered);
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
                said,
                guest,
                amending,
                upsold);
    }

    @Override
    public String eventType() {
        return phase.getClass().getSimpleName();
    }
}
