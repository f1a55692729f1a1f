package dev.sotto.dialogue.colleague;

import dev.sotto.dialogue.understand.Understood;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.hearing.Cue;
import java.util.EnumSet;
import java.util.Set;

/** Which turns are worth a colleague's time: those about an order that we did not understand, or not well. */
final class Hardness {
    /** Longer speeches are no orders, and cost money. */
    private static final int LONGEST = 400;

    /** These are plain as they are; above all, a yes is only ever understood by ourselves. */
    private static final Set<Intent> PLAIN = EnumSet.of(
            Intent.YES,
            Intent.NO,
            Intent.CANCEL,
            Intent.HUMAN,
            Intent.REPEAT,
            Intent.HELP,
            Intent.TOTAL,
            Intent.GREETING,
            Intent.GOODBYE);

    private final double sureEnough;

    Hardness(double sureEnough) {
        this.sureEnough = sureEnough;
    }

    boolean isHard(Understood own, String text) {
        boolean other = PLAIN.contains(own.intent()) || own.inquiry() != null;
        boolean beside =
                own.notes().stream().anyMatch(Set.of(Cue.ANGRY, Cue.COMPLAINT, Cue.BOOK, Cue.PLACED_ORDER)::contains);
        boolean words = text.length() <= LONGEST && text.strip().contains(" ");
        return words && !other && !beside && (isUnclear(own) || own.confidence() < sureEnough);
    }

    private static boolean isUnclear(Understood own) {
        boolean nothing = own.intent() == Intent.NONE
                && own.concerns().isEmpty()
                && own.context().equals(Context.NONE);
        return nothing
                || own.concerns().stream()
                        .anyMatch(concern -> concern instanceof Concern.Unknown
                                || concern instanceof Concern.Contradiction
                                || concern instanceof Concern.Missed);
    }
}
