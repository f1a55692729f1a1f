package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Whether what is spoken about can be had in halves. */
    boolean canBegin() {
        DraftLine line = target.line();
        return line != null && carte.item(line.itemId()).map(MenuItem::halves).orElse(false);
    }

    /** Opens the next half of the piece spoken about; false where it cannot be had in halves. */
    boolean begin(List<Mention> words, Polarity polarity) {
        DraftLine line = target.line();
        if (line == null || !canBegin()) {
            return false;
        }
        draft.openHalf(line, null);
        words.stream().filter(Mention::isMenu).forEach(mention -> add(mention, polarity));
        return true;
    }

    /** One half of one line. */
    record Half(String lineId, int part) {}

    /** The half of the piece spoken about that is this dish, else of the latest that has one; null where none is. */
    @Nullable
    Half called(List<String> itemIds, boolean anywhere) {
        DraftLine spokenAbout = target.line();
        Half here = spokenAbout == null ? null : called(spokenAbout, itemIds);
        return here != null || !anywhere
                ? here
                : draft.lines().reversed().stream()
                        .map(line -> called(line, itemIds))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable Half called(DraftLine line, List<String> itemIds) {
        for (int part = 0; part < line.parts().size(); part++) {
            String itemId = line.parts().get(part).itemId();
            if (itemId != null && itemIds.contains(itemId)) {
                return new Half(line.lineId(), part);
            }
        }
        return null;
    }

    /** A half of a single piece that is only told apart by what is on it; null where there can be none. */
    @Nullable
    Half unnamed() {
        DraftLine line = target.line();
        if (line == null
                || line.quantity() != 1
                || line.parts().size() > 1
                || line.parts().stream().anyMatch(part -> part.itemId() != null)
                || !begin(List.of(), Polarity.WANTED)) {
            return null;
        }
        return new Half(line.lineId(), line.parts().size());
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
        Meaning meaning =
                fitting.of(dish(line, line.parts().get(part)), mention, said).orElse(null);
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

    /** What can be said of a half is what can be said of the dish it is. */
    private static DraftLine dish(DraftLine line, LinePart half) {
        return new DraftLine(
                line.lineId(),
                half.itemId() == null ? line.itemId() : half.itemId(),
                line.quantity(),
                line.options(),
                line.added(),
                line.removed(),
                line.note(),
                line.amounts(),
                List.of());
    }
}
