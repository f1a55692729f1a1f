package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settles what the words beside a mention make of it, once it is known which phrases were said. */
final class Settling {
    private static final double FULL_NAME = 0.9;

    private Settling() {}

    /** "No" refuses what follows at once ("no onions"); before anything else it contradicts ("no, I want onions"). */
    static Mention settled(Mention mention, @Nullable Mention next) {
        boolean goesOn = next != null && !next.afterBreak() && (next.isMenu() || next.isUnknown());
        if (mention.is(Cue.CANCEL_ALL) && goesOn) {
            // "I don't want anything spicy" refuses what is spicy and not the order.
            return only(mention, Cue.NOT);
        }
        if (mention.is(Cue.EVERY) && mention.isFiller()) {
            // "…, all pan fried"; "that is all" and "all good" mean none of them.
            boolean described = mention.afterBreak()
                    && next != null
                    && goesOn
                    && next.modifierScore() > 0
                    && next.orderScore() == 0;
            return described ? only(mention, Cue.EVERY) : only(mention, Cue.FILLER);
        }
        if (!mention.is(Cue.NOT) || !mention.is(Cue.DENY)) {
            return mention;
        }
        boolean refuses =
                next != null && !next.afterBreak() && (next.isMenu() || next.isUnknown() || next.is(Cue.EXTRA));
        if (refuses) {
            return mention;
        }
        List<Reading> right = mention.readings().stream()
                .filter(reading -> !(reading.meaning() instanceof Meaning.Signal signal && signal.cue() == Cue.NOT))
                .toList();
        return new Mention(mention.from(), mention.to(), mention.afterBreak(), mention.afterStop(), right);
    }

    private static Mention only(Mention mention, Cue cue) {
        List<Reading> signal = List.of(new Reading(new Meaning.Signal(cue, 0), 1));
        return new Mention(mention.from(), mention.to(), mention.afterBreak(), mention.afterStop(), signal);
    }

    /** "Small chips" may be how large the chips of a dish are, or a dish. */
    static Mention apart(Mention mention, List<List<Mention>> starting) {
        if (mention.to() - mention.from() < 2 || mention.orderScore() > 0 || mention.modifierScore() == 0) {
            return mention;
        }
        for (Mention first : starting.get(mention.from())) {
            if (first.to() >= mention.to()) {
                continue;
            }
            for (Mention second : starting.get(first.to())) {
                boolean dish = first.modifierScore() >= FULL_NAME && second.orderScore() >= FULL_NAME;
                boolean before = first.orderScore() >= FULL_NAME && second.modifierScore() >= FULL_NAME;
                if (second.to() == mention.to() && (dish || before)) {
                    return new Mention(
                            mention.from(),
                            mention.to(),
                            mention.afterBreak(),
                            mention.afterStop(),
                            mention.readings(),
                            List.of(first, second));
                }
            }
        }
        return mention;
    }
}
