package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Orders more of what was ordered: another one, one like it, the same again; never more than the menu allows. */
final class Again {
    private final Carte carte;
    private final Draft draft;
    private final Sharing sharing;
    private final List<Concern> concerns;

    Again(Carte carte, Draft draft, Sharing sharing, List<Concern> concerns) {
        this.carte = carte;
        this.draft = draft;
        this.sharing = sharing;
        this.concerns = concerns;
    }

    @Nullable
    DraftLine sameAgain(int quantity) {
        DraftLine last = draft.lastTouched();
        return last == null || draft.isFull() || !allowed(last.itemId(), quantity)
                ? null
                : sharing.announce(draft.copy(last, quantity));
    }

    @Nullable
    DraftLine another(int quantity) {
        DraftLine like = sharing.whole() == null ? draft.last() : sharing.whole();
        return like == null || draft.isFull() || !allowed(like.itemId(), quantity)
                ? null
                : sharing.announce(draft.open(like.itemId(), quantity));
    }

    /** "Another one without": chosen as the one before, and nothing else said of it. */
    @Nullable
    DraftLine anotherAlike(int quantity) {
        DraftLine like = sharing.whole() == null ? draft.last() : sharing.whole();
        DraftLine opened = another(quantity);
        if (like == null || opened == null) {
            return opened;
        }
        draft.change(opened, like.options(), opened.added(), opened.removed(), opened.amounts());
        return draft.get(opened.lineId());
    }

    /** "The same but a cider", "the same in lamb": another dish of the kind, wanted as the one before; null where it is none. */
    @Nullable
    DraftLine alike(Phrase phrase, MenuItem item, Predicate<DraftLine> isCopy) {
        DraftLine last = draft.lastTouched();
        boolean sameKind = last != null
                && carte.item(last.itemId())
                        .map(other -> other.category().equals(item.category()))
                        .orElse(false);
        if (last == null || !sameKind) {
            return null;
        }
        if (phrase.pointer() == Cue.SAME) {
            return sameAgain(Math.max(1, phrase.quantity()));
        }
        return phrase.scope() == Cue.BUT && isCopy.test(last) ? last : null;
    }

    /** So many of it from now on, where a line may hold them. */
    void recount(DraftLine line, int quantity) {
        if (allowed(line.itemId(), quantity)) {
            draft.quantity(line, quantity);
        }
    }

    /** Whether a line may hold so many; a concern where it may not. */
    boolean allowed(String itemId, int quantity) {
        int most = carte.mostOf(itemId);
        if (quantity > most) {
            concerns.add(new Concern.TooMany(itemId, quantity, most));
        }
        return quantity <= most;
    }
}
