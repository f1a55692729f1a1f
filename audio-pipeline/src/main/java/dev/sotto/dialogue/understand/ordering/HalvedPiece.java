package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pieces of two dishes: the first half opens one, and the second, said beside it, completes it. */
final class HalvedPiece {
    private final Carte carte;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final Describing describing;
    /** How many pieces were announced, as long as a "one" may have counted their halves. */
    private int announced;

    HalvedPiece(Carte carte, Draft draft, Target target, Sharing sharing, Describing describing) {
        this.carte = carte;
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
        this.describing = describing;
    }

    boolean canBe(String itemId) {
        return carte.item(itemId).map(MenuItem::halves).orElse(false);
    }

    /** Whether the next half belongs to the piece spoken about. */
    boolean isSecond() {
        DraftLine line = target.line();
        return line != null
                && line.parts().size() == 1
                && (Carte.lacksHalf(line) || !draft.touched().isEmpty());
    }

    /** "Half of it margherita", said of a whole piece that stands: one of its halves is to be another dish. */
    boolean changes(Phrase phrase, String itemId) {
        DraftLine line = target.line();
        boolean more = phrase.opens(Cue.ALSO) || phrase.opens(Cue.WANT) || phrase.opens(Cue.AND);
        more |= phrase.isCounted() && !phrase.opens(Cue.OF_THEM);
        boolean opens = !draft.touched().isEmpty() && !phrase.opens(Cue.OF_THEM);
        if (line == null || more || opens || !line.parts().isEmpty()) {
            return false;
        }
        if (line.itemId().equals(itemId) || !canBe(line.itemId())) {
            return false;
        }
        DraftLine piece = draft.split(line, 1);
        target.moveTo(piece.lineId());
        describing.begin();
        draft.openHalf(piece, piece.itemId());
        fresh(piece, now -> draft.openHalf(now, itemId));
        fresh(piece, sharing::announce);
        return true;
    }

    private void fresh(DraftLine line, Consumer<DraftLine> then) {
        DraftLine now = draft.get(line.lineId());
        if (now != null) {
            then.accept(now);
        }
    }

    /** @param kind how many of the kind of dish were announced before; 0 where none were */
    static int count(Phrase phrase, int kind) {
        return Math.max(1, phrase.quantity() > 0 ? phrase.quantity() : kind);
    }

    /** Opens a piece with this half, or completes the one that has one. */
    void half(Phrase phrase, String itemId, int kind) {
        DraftLine line = target.line();
        boolean second = isSecond();
        DraftLine piece = second && line != null ? line : first(phrase, line, itemId, kind);
        target.moveTo(piece.lineId());
        describing.begin();
        describing.give(piece);
        DraftLine given = draft.get(piece.lineId());
        if (given != null) {
            draft.openHalf(given, itemId);
            sharing.announce(given);
        }
        fresh(piece, this::makeWhole);
        boolean either = phrase.article() && phrase.quantity() == 1;
        DraftLine whole = draft.get(piece.lineId());
        if (second && either && announced > 1 && whole != null) {
            // "Two pizzas, one half queen, one half margherita": the ones counted halves and not pizzas.
            draft.quantity(whole, announced);
        }
        announced = !second && either ? kind : 0;
    }

    /** "One of them half queen, half margherita" turns one that is ordered into it; else it is a new one. */
    private DraftLine first(Phrase phrase, @Nullable DraftLine line, String itemId, int kind) {
        boolean turns =
                line != null && phrase.opens(Cue.OF_THEM) && line.parts().isEmpty() && canBe(line.itemId());
        if (!turns || line == null) {
            return draft.open(itemId, count(phrase, kind));
        }
        DraftLine piece = draft.split(line, 1);
        draft.item(piece, itemId);
        return piece;
    }

    /** Two halves of one dish, with nothing on either, are that dish. */
    private void makeWhole(DraftLine piece) {
        List<LinePart> parts = piece.parts();
        if (parts.size() == 2
                && parts.getFirst().equals(parts.getLast())
                && parts.getFirst().added().isEmpty()) {
            draft.parts(piece, parts.getFirst().removed().isEmpty() ? List.of() : parts);
        }
    }
}
