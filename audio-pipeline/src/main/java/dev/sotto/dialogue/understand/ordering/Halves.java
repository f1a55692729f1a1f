package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;

/** Puts different things on the two halves of one piece: "half pepperoni, half mushrooms". */
final class Halves {
    private final Carte carte;
    private final Draft draft;
    private final Target target;
    private final Fitting fitting;

    Halves(Carte carte, Draft draft, Target target, Fitting fitting) {
        this.carte = carte;
        this.draft = draft;
        this.target = target;
        this.fitting = fitting;
    }

    /** Opens the next half of the piece spoken about; false where it cannot be had in halves. */
    boolean begin(List<Mention> words, Polarity polarity) {
        DraftLine line = target.line();
        if (line == null || !carte.item(line.itemId()).map(MenuItem::halves).orElse(false)) {
            return false;
        }
        draft.openHalf(line, null);
        words.stream().filter(Mention::isMenu).forEach(mention -> add(mention, polarity));
        return true;
    }

    /** Which half of the piece spoken about is this dish; -1 where none is. */
    int called(List<String> itemIds) {
        DraftLine line = target.line();
        for (int part = 0; line != null && part < line.parts().size(); part++) {
            String itemId = line.parts().get(part).itemId();
            if (itemId != null && itemIds.contains(itemId)) {
                return part;
            }
        }
        return -1;
    }

    /** Puts one thing on the half that was opened last; false where it cannot go there. */
    boolean add(Mention mention, Polarity said) {
        DraftLine line = target.line();
        return line != null && add(mention, said, line.parts().size() - 1);
    }

    /** The same on one of its halves. */
    boolean add(Mention mention, Polarity said, int part) {
        DraftLine line = target.line();
        if (line == null || part < 0 || part >= line.parts().size()) {
            return false;
        }
        Meaning meaning = fitting.of(line, mention, said).orElse(null);
        String id = meaning instanceof Meaning.Part(String ingredient)
                ? ingredient
                : meaning instanceof Meaning.Value(String _, String value) ? value : null;
        if (id == null) {
            return false;
        }
        List<LinePart> parts = new ArrayList<>(line.parts());
        LinePart half = parts.get(part);
        List<String> added = new ArrayList<>(half.added());
        List<String> removed = new ArrayList<>(half.removed());
        (said == Polarity.WANTED ? added : removed).add(id);
        parts.set(part, new LinePart(half.itemId(), added, removed));
        draft.parts(line, parts);
        return true;
    }
}
