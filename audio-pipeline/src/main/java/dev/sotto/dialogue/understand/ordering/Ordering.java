package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.LineChanges;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.draft.Sharing;
import dev.sotto.dialogue.understand.draft.Target;
import dev.sotto.dialogue.understand.hearing.CountedSizes;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what is said about a dish by its name: ordered, ordered instead, changed into another, or taken away. */
final class Ordering {
    private final Carte carte;
    private final CountedSizes counted;
    private final Draft draft;
    private final Target target;
    private final Sharing sharing;
    private final Describing describing;
    private final Heads heads;
    private final List<Concern> concerns;
    private final Replacing replacing;
    private @Nullable DraftLine changing;
    private @Nullable DraftLine pointedAt;
    private @Nullable Open open;
    /** Lines whose dish was told by what it has and not by its name. */
    private final Set<String> described = new HashSet<>();

    private boolean confirming;
    private final HalvedPiece halved;
    private final Again again;
    private final Unnamed unnamed;

    /** A kind of dish was named and may still be said: "two pizzas, one margherita …". */
    private record Open(Concern concern, List<String> itemIds, int quantity) {}

    Ordering(
            Carte carte,
            CountedSizes counted,
            Draft draft,
            Target target,
            Sharing sharing,
            Describing describing,
            Heads heads,
            Unnamed unnamed,
            Again again,
            List<Concern> concerns) {
        this.carte = carte;
        this.counted = counted;
        this.draft = draft;
        this.target = target;
        this.sharing = sharing;
        this.describing = describing;
        this.heads = heads;
        this.concerns = concerns;
        this.unnamed = unnamed;
        this.again = again;
        this.halved = new HalvedPiece(carte, draft, target, sharing, describing);
        this.replacing = new Replacing(carte, draft, target, sharing);
    }

    /** So many pieces of this line become what is named next. */
    void changes(DraftLine whole, int quantity) {
        changing = draft.split(whole, quantity);
    }

    /** What is named after a yes is what was read back, unless it is said to be more. */
    void confirms() {
        confirming = true;
    }

    void finish() {
        if (open != null) {
            concerns.add(open.concern());
        }
    }

    void order(Phrase phrase, int at) {
        Mention head = phrase.words().get(at);
        List<Mention> before = phrase.words().subList(0, at);
        describing.begin();
        List<String> items = heads.itemsOf(head);
        DraftLine existing = heads.mentioned(draft.lines(), head, items);
        Cue scope = phrase.scope();
        boolean refuses = scope == Cue.NOT && (phrase.quantity() == 0 || phrase.article());
        boolean takesAway = scope == Cue.CANCEL || scope == Cue.INSTEAD_OF || refuses;
        if (takesAway) {
            takeAway(phrase, existing);
        } else if (phrase.opens(Cue.CHANGE) && existing != null) {
            // "Change one of the burgers": only one of them.
            changing = phrase.quantity() > 0 ? draft.split(existing, phrase.quantity()) : existing;
            pointAt(changing, phrase, before);
        } else if (phrase.opens(Cue.CHANGE) && phrase.definite()) {
            target.moveTo(null);
        } else if (existing != null
                && phrase.definite()
                && phrase.isCounted()
                && existing.quantity() > phrase.quantity()) {
            pointAt(draft.split(existing, phrase.quantity()), phrase, before);
        } else if (existing != null && isMeant(phrase)) {
            pointAt(sharing.pointed(phrase.pointer(), existing, items), phrase, before);
        } else if (items.size() == 1) {
            place(phrase, at, items.getFirst());
        } else {
            Concern which = heads.whichItem(phrase, at, items);
            open = new Open(which, items, phrase.quantity());
            target.await();
            describing.keepFor(before, phrase.quantity() > 1);
        }
    }

    private boolean isMeant(Phrase phrase) {
        boolean corrects = phrase.opens(Cue.SORRY) || phrase.opens(Cue.ALSO);
        boolean pointer = phrase.pointer() != null && phrase.pointer() != Cue.ANOTHER && phrase.pointer() != Cue.SAME;
        boolean again =
                confirming && phrase.quantity() <= 1 && !phrase.opens(Cue.AND) && phrase.pointer() == null && !corrects;
        return pointer || again || (phrase.definite() && phrase.quantity() == 0 && !corrects);
    }

    private void pointAt(DraftLine line, Phrase phrase, List<Mention> before) {
        target.moveTo(line.lineId());
        pointedAt = line;
        sharing.announce(line);
        if (phrase.pointer() == Cue.EVERY) {
            target.moveToAll(draft.lines().stream()
                    .filter(other -> other.itemId().equals(line.itemId()))
                    .toList());
        }
        describing.describe(phrase.rest(0, 0), before);
    }

    /** "The coke, after all no." True where a line was dropped. */
    boolean dropPointedAt() {
        DraftLine line = pointedAt;
        if (line != null) {
            draft.drop(line);
            target.moveTo(null);
        }
        pointedAt = null;
        return line != null;
    }

    boolean isPointedAt(DraftLine line) {
        return pointedAt != null && pointedAt.lineId().equals(line.lineId());
    }

    private void takeAway(Phrase phrase, @Nullable DraftLine existing) {
        if (existing != null) {
            draft.quantity(existing, phrase.quantity() == 0 ? 0 : existing.quantity() - phrase.quantity());
            target.moveTo(null);
        }
    }

    private void place(Phrase phrase, int at, String itemId) {
        MenuItem item = carte.item(itemId).orElseThrow();
        Mention head = phrase.words().get(at);
        int said = phrase.quantity();
        if (open != null && open.itemIds().contains(itemId)) {
            open = null;
        }
        Concern misnamed = heads.misnamed(phrase, at, itemId);
        if (misnamed != null) {
            concerns.add(misnamed);
            target.lose();
            return;
        }
        if (!item.available()) {
            concerns.add(new Concern.SoldOut(itemId, item.name()));
            target.lose();
            return;
        }
        if (!again.allowed(itemId, Math.max(1, said))) {
            target.lose();
            return;
        }
        unnamed.takeWaiting().forEach(before -> openDescribed(itemId, before));
        DraftLine marked = changing;
        changing = null;
        DraftLine line = marked == null ? standing(phrase, item) : draft.get(marked.lineId());
        if (line == null && draft.isFull()) {
            concerns.add(new Concern.TooMany(
                    itemId, draft.lines().size() + 1, carte.config().limits().linesPerOrder()));
            target.lose();
            return;
        }
        boolean recounted = line != null && phrase.isCounted() && said > 1;
        if (line == null) {
            line = opened(itemId, said);
        } else {
            draft.item(line, itemId);
            DraftLine fresh = draft.get(line.lineId());
            if (phrase.isCounted() && fresh != null) {
                draft.quantity(fresh, said);
            }
        }
        target.moveTo(line.lineId());
        DraftLine now = draft.get(line.lineId());
        if (now != null) {
            describing.give(now);
            sharing.announce(now);
        }
        describing.describeOnly(
                line,
                phrase.measureOnly(),
                phrase.words().subList(0, phrase.words().indexOf(head)));
        DraftLine described = draft.get(line.lineId());
        if (described != null) {
            sharing.announce(described);
        }
        if (recounted) {
            sharing.recount();
        }
    }

    private @Nullable DraftLine standing(Phrase phrase, MenuItem item) {
        DraftLine alike = again.alike(phrase, item, describing::isCopy);
        return alike == null ? replacing.by(phrase, item) : alike;
    }

    /** "twelve wings", where wings come in sixes and twelves, is one portion of twelve. */
    private DraftLine opened(String itemId, int said) {
        Meaning.Value size = counted.of(itemId, said);
        DraftLine line = draft.open(itemId, size == null ? Math.max(1, said) : 1);
        if (size != null) {
            new LineChanges(carte, draft, concerns).apply(line, size, Polarity.WANTED, Measure.USUAL, false);
        }
        return line;
    }

    /** "Half queen, half margherita": opens the piece with its first half, gives it the second. */
    boolean half(Phrase phrase, Mention head, boolean alone) {
        List<String> items = heads.itemsOf(head);
        if (items.size() != 1 || !halved.canBe(items.getFirst())) {
            return false;
        }
        String itemId = items.getFirst();
        if (alone && halved.changes(phrase, itemId)) {
            return true;
        }
        int kind = open != null && open.itemIds().contains(itemId) ? open.quantity() : 0;
        open = null;
        int most = Math.max(kind, HalvedPiece.count(phrase, kind));
        if (halved.isSecond() || (!draft.isFull() && again.allowed(itemId, most))) {
            halved.half(phrase, itemId, kind);
        }
        return true;
    }

    /** Two halves are never taken for two whole ones. */
    void refuseHalf(Mention head) {
        if (concerns.stream().noneMatch(Concern.NoHalves.class::isInstance)) {
            concerns.add(new Concern.NoHalves(heads.itemsOf(head).getFirst()));
        }
        target.lose();
    }

    /** Orders a dish that is known without having been named. */
    void openDescribed(String itemId, Phrase phrase) {
        int quantity = Math.max(1, phrase.quantity());
        if (draft.isFull() || !again.allowed(itemId, quantity)) {
            return;
        }
        DraftLine opened = draft.open(itemId, quantity);
        target.moveTo(opened.lineId());
        described.add(opened.lineId());
        describing.begin();
        describing.give(opened);
        describing.describe(phrase.measureOnly(), phrase.words());
        DraftLine now = draft.get(opened.lineId());
        sharing.announce(now == null ? opened : now);
    }

    /** "A coke, a lemonade" of the cans: another answer to the choice that told the dish is another one of it. */
    @Nullable
    String describedAgain(Phrase phrase) {
        DraftLine line = target.line();
        boolean corrects = phrase.corrects();
        boolean counted = phrase.quantity() > 0 && phrase.pointer() == null && phrase.scope() == null;
        if (line == null || !counted || corrects || phrase.words().isEmpty() || !described.contains(line.lineId())) {
            return null;
        }
        return describing.contradicts(line, phrase.words().getFirst()) ? line.itemId() : null;
    }

    void setQuantity(DraftLine line, int quantity) {
        again.recount(line, quantity);
    }
}
