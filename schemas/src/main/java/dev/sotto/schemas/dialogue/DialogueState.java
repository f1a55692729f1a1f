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

    @Override
    public String eventType() {
        return phase.getClass().getSimpleName();
    }
}
