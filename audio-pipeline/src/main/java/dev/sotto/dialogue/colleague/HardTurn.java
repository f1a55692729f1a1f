package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.colleague.desk.Priority;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.Choosing;
import dev.sotto.schemas.dialogue.Confirming;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.DraftLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn that may need more than our own understanding.
 *
 * @param lines the order before it
 * @param asked what we said last, or nothing
 * @param text what the guest said; untrusted
 * @param deadline when he has waited long enough
 */
record HardTurn(
        String callId,
        String restaurantId,
        String language,
        Understander understander,
        List<DraftLine> lines,
        int linesEver,
        @Nullable Focus focus,
        String asked,
        String text,
        Priority priority,
        Instant deadline) {

    static HardTurn of(DialogueState state, Understander understander, String text, Instant deadline) {
        List<String> said = state.turn().sentences();
        return new HardTurn(
                state.callId(),
                state.envelope().restaurantId(),
                state.language(),
                understander,
                state.lines(),
                state.linesEver(),
                state.phase() instanceof Choosing(String lineId, String groupId) ? new Focus(lineId, groupId) : null,
                said.isEmpty() ? "" : said.getLast(),
                text,
                priority(state),
                deadline);
    }

    private static Priority priority(DialogueState state) {
        return state.phase() instanceof Confirming
                ? Priority.CONFIRMING
                : state.source() == AudioSource.PHONE ? Priority.CALL : Priority.EARPIECE;
    }

    Understood ownReading() {
        return understander.understand(text, lines, linesEver, focus);
    }
}
