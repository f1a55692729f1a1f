package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import java.util.ArrayList;
import java.util.List;

/** Words said before what they describe, kept until it is named. */
final class SaidBefore {
    private final List<Kept> kept = new ArrayList<>();
    private boolean forAll;

    record Kept(Mention mention, Polarity polarity, Measure measure) {}

    void keep(Mention mention, Polarity polarity, Measure measure) {
        kept.add(new Kept(mention, polarity, measure));
    }

    /** @param all whether every dish that is named next is described by them */
    void keep(List<Mention> words, boolean all) {
        words.forEach(word -> keep(word, Polarity.WANTED, Measure.USUAL));
        forAll |= all && !words.isEmpty();
    }

    /** What was wanted of a dish that nobody named. */
    List<Mention> left() {
        return forAll
                ? List.of()
                : kept.stream()
                        .filter(one -> one.polarity() == Polarity.WANTED)
                        .map(Kept::mention)
                        .toList();
    }

    /** What the dish named now is described by. */
    List<Kept> take() {
        List<Kept> taken = List.copyOf(kept);
        if (!forAll) {
            kept.clear();
        }
        return taken;
    }
}
