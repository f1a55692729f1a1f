package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.doubt.Doubt;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.pace.Pace;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an utterance made of the order.
 *
 * @param lines the whole order as it is now
 * @param linesEver how many lines were ever opened
 * @param changed whether the order differs from before
 * @param inquiry what the guest wants to know; null where he asks nothing
 * @param notes what kind of thing he says beside dishes, also where no answer follows from it
 * @param pace what he says of when dishes are made
 * @param agreed whether it begins with a yes, whatever follows
 * @param confidence 0 to 1: how much of what was said is explained, and how exactly
 * @param slots what it changed in the order, each with how sure it is
 */
public record Understood(
        List<DraftLine> lines,
        int linesEver,
        boolean changed,
        Intent intent,
        List<Concern> concerns,
        Context context,
        @Nullable Inquiry inquiry,
        Set<Cue> notes,
        Pace pace,
        boolean agreed,
        double confidence,
        List<Doubt> slots) {

    public Understood {
        slots = List.copyOf(slots);
        lines = List.copyOf(lines);
        concerns = List.copyOf(concerns);
        notes = Set.copyOf(notes);
    }

    /** The same words as somebody else understood them: everything that is no order stays as it was. */
    Understood read(Draft draft, boolean changed, List<Concern> otherConcerns, double sure) {
        Intent wish = changed && intent != Intent.DONE ? Intent.ORDER : intent;
        return new Understood(
                draft.lines(),
                draft.linesEver(),
                changed,
                wish,
                otherConcerns,
                context,
                changed ? null : inquiry,
                notes,
                pace,
                agreed,
                sure,
                List.of());
    }
}
