package dev.sotto.dialogue.understand;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is spoken about, with the words around it.
 *
 * @param before what stood right in front: sorry, cancel, instead of
 * @param lead how many and what kind, in front of the head
 * @param head what is meant: an item or a kind, "the same", or "one" and "another"; null for what precedes the first
 * @param tail what is said about it afterwards
 */
record Clause(Set<Cue> before, List<Mention> lead, @Nullable Mention head, List<Mention> tail) {

    /** "one", "another", "the other": a head that has no name of its own. */
    boolean isPronoun() {
        return head != null && !head.isMenu() && !head.is(Cue.SAME);
    }

    boolean isSame() {
        return head != null && !head.isMenu() && head.is(Cue.SAME);
    }

    boolean says(Cue cue) {
        return lead.stream().anyMatch(mention -> mention.is(cue));
    }

    /** How many were asked for; 0 where no number was said. */
    int quantity() {
        return Amounts.quantity(lead);
    }

    /** "a latte" may be one latte or just a latte. */
    boolean saysOnlyArticle() {
        return quantity() == 1 && lead.stream().anyMatch(mention -> mention.is(Cue.NUMBER) && mention.isFiller());
    }

    boolean isDefinite() {
        return lead.stream().anyMatch(mention -> mention.is(Cue.DEFINITE)) && quantity() == 0;
    }
}
