package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells when a dish that is named takes the place of one named before: "sorry, a mocha", "a pizza … the margherita". */
final class Replacing {
    private final Carte carte;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    /** "Two pizzas": "one margherita and one diavola" names both of them. */
    private @Nullable String beingNamed;
    /** "No, one burger, three cokes": what goes on after a number that was put right is put right too. */
    private boolean recounting;

    Replacing(Carte carte, Draft draft, Target target, Sharing sharing) {
        this.carte = carte;
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
    }

    /** The line into which this item goes instead of what stands there; null where it is one more. */
    @Nullable
    DraftLine by(Phrase phrase, MenuItem item) {
        DraftLine generic = generic(phrase, item);
        if (generic != null) {
            return generic;
        }
        DraftLine last = target.isNamed() ? target.line() : draft.lastTouched();
        if (last == null || phrase.opens(Cue.ALSO) || phrase.openers().equals(List.of(Cue.AND))) {
            return null;
        }
        DraftLine same = draft.lastOf(item.id());
        boolean instead = phrase.opens(Cue.AFTERWARDS) && !draft.isAnythingDropped();
        if (instead && !draft.isTouched(last)) {
            return last;
        }
        if (phrase.opens(Cue.SORRY)) {
            boolean gone = draft.isAnythingDropped() && !target.isNamed();
            return same == null && !gone ? last : same;
        }
        if (phrase.opens(Cue.ONLY) && same != null && same.quantity() > phrase.quantity()) {
            return same;
        }
        boolean weak = phrase.opens(Cue.ACTUALLY) || phrase.opens(Cue.DENY) || instead;
        boolean goesOn = recounting && phrase.openers().isEmpty() && !phrase.afterStop();
        boolean earlier = same != null && !draft.touched().contains(same);
        recounting = (weak || goesOn) && earlier && phrase.isCounted();
        if ((weak || recounting) && same != null) {
            return same;
        }
        boolean sameKind = carte.item(last.itemId())
                .map(other -> other.category().equals(item.category()))
                .orElse(false);
        return weak && sameKind && !draft.touched().isEmpty() && !phrase.opens(Cue.WANT) ? last : null;
    }

    /** "A pizza" stood for any: naming one says which, for as many pieces as are named. */
    private @Nullable DraftLine generic(Phrase phrase, MenuItem item) {
        DraftLine whole = sharing.whole();
        DraftLine any = whole != null && stands(whole, item) ? whole : null;
        if (any == null) {
            any = draft.lines().reversed().stream()
                    .filter(line -> stands(line, item))
                    .findFirst()
                    .orElse(null);
        }
        if (any == null) {
            return null;
        }
        boolean goesOn = sharing.isBegun() || any.lineId().equals(beingNamed);
        boolean more = phrase.opens(Cue.ALSO) || (phrase.opens(Cue.AND) && !goesOn);
        if (more && !draft.touched().isEmpty()) {
            return null;
        }
        beingNamed = any.lineId();
        if (whole == null || !any.lineId().equals(whole.lineId())) {
            sharing.announce(any);
        }
        return phrase.quantity() > 0 && phrase.quantity() < any.quantity() && sharing.canTake(phrase.quantity())
                ? sharing.take(phrase.quantity())
                : any;
    }

    private boolean stands(DraftLine line, MenuItem item) {
        return carte.item(line.itemId())
                .map(generic -> generic.anyOf().contains(item.id()))
                .orElse(false);
    }
}
