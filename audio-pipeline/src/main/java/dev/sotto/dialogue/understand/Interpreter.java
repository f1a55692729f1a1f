package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Modifiers.Target;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out one utterance, clause by clause, on the draft; what it cannot carry out becomes a concern. */
final class Interpreter {
    private final Carte carte;
    private final CountedSizes counted;
    private final Heads heads;
    private final @Nullable Focus focus;
    private final Draft draft;
    private final Function<List<Mention>, String> text;
    private final List<Concern> concerns = new ArrayList<>();
    private final Modifiers modifiers;
    private final Target target;
    private @Nullable DraftLine changing;
    private @Nullable String splitting;
    private int unassigned;

    Interpreter(
            Carte carte,
            CountedSizes counted,
            Draft draft,
            @Nullable Focus focus,
            Function<List<Mention>, String> text) {
        this.carte = carte;
        this.draft = draft;
        this.text = text;
        this.counted = counted;
        this.heads = new Heads(carte, text);
        this.focus = focus;
        this.modifiers =
                new Modifiers(carte, draft, concerns, mention -> text.apply(List.of(mention)), this::orderByPart);
        this.target = new Target(draft, focus == null ? null : focus.lineId());
    }

    List<Concern> concerns() {
        return concerns;
    }

    void read(List<Clause> clauses) {
        for (Clause clause : clauses) {
            Mention head = clause.head();
            if (head == null) {
                opening(clause);
            } else if (clause.isSame()) {
                sameAgain(clause);
            } else if (clause.isPronoun()) {
                pronoun(clause, head);
            } else {
                named(clause, head);
            }
        }
    }

    /** Words before anything is named: an answer, or a change to what was ordered before. */
    private void opening(Clause clause) {
        numberAlone(clause.tail());
        modifiers.apply(clause.tail(), target);
    }

    private void numberAlone(List<Mention> mentions) {
        DraftLine line = target.line();
        boolean menuWords = mentions.stream().anyMatch(Mention::isMenu);
        boolean negated = mentions.stream().anyMatch(mention -> mention.is(Cue.NOT) && !mention.is(Cue.DENY));
        boolean said = mentions.stream().anyMatch(mention -> mention.is(Cue.NUMBER) && !mention.isFiller());
        int quantity = Amounts.quantity(mentions);
        if (line != null && said && !menuWords && !negated && !choseCounted(line, quantity)) {
            setQuantity(line, quantity);
        }
    }

    /** "Six or twelve pieces?" – "twelve": the answer is a size, not how many. */
    private boolean choseCounted(DraftLine line, int number) {
        boolean asked = focus != null && focus.groupId().equals(Carte.SIZE);
        String size = asked ? counted.size(line.itemId(), number) : null;
        return size != null
                && carte.group(line.itemId(), Carte.SIZE)
                        .map(group -> draft.choose(line, group, size))
                        .orElse(false);
    }

    /** "the bacon one": no line can have bacon, but a dish is called by it. */
    private boolean orderByPart(Mention mention) {
        List<String> items = heads.itemsOf(mention);
        if (mention.orderScore() == 0 || items.isEmpty() || !draft.lines().isEmpty()) {
            return false;
        }
        if (items.size() == 1) {
            Clause named = new Clause(EnumSet.noneOf(Cue.class), List.of(), mention, List.of());
            order(named, mention, items.getFirst());
        } else {
            concerns.add(new Concern.WhichItem(text.apply(List.of(mention)), items));
        }
        return true;
    }

    private void sameAgain(Clause clause) {
        DraftLine last = draft.last();
        if (last == null) {
            return;
        }
        int quantity = clause.quantity() > 0 ? clause.quantity() : last.quantity();
        if (allowed(last.itemId(), quantity)) {
            target.moveTo(draft.copy(last, quantity).lineId());
        }
        modifiers.apply(clause.tail(), target);
    }

    /** "one with oat milk and the other with whole" shares out a line that holds several, or opens another like it. */
    private void pronoun(Clause clause, Mention head) {
        DraftLine whole = splitting == null ? null : draft.get(splitting);
        DraftLine like = whole == null ? draft.last() : whole;
        if (like == null) {
            return;
        }
        boolean rest = head.is(Cue.OTHER);
        int quantity = rest ? Math.max(1, unassigned) : head.is(Cue.ANOTHER) ? 1 : Math.max(1, head.number());
        if (whole != null && unassigned >= quantity) {
            boolean all = quantity == unassigned || quantity >= whole.quantity();
            if (!all) {
                draft.quantity(whole, whole.quantity() - quantity);
            }
            unassigned -= quantity;
            DraftLine left = draft.get(whole.lineId());
            target.moveTo(
                    all || left == null
                            ? whole.lineId()
                            : draft.copy(left, quantity).lineId());
        } else if (!rest && allowed(like.itemId(), quantity)) {
            target.moveTo(draft.open(like.itemId(), quantity).lineId());
        }
        modifiers.apply(clause.tail(), target);
    }

    private void named(Clause clause, Mention head) {
        List<String> items = heads.itemsOf(head);
        DraftLine existing = heads.mentioned(draft.lines(), head, items);
        boolean takesAway = clause.before().contains(Cue.CANCEL)
                || clause.before().contains(Cue.INSTEAD_OF)
                || (clause.before().contains(Cue.NOT) && clause.quantity() == 0);
        if (takesAway) {
            takeAway(clause, existing);
        } else if (clause.before().contains(Cue.CHANGE) && existing != null) {
            changing = existing;
            target.moveTo(existing.lineId());
            apply(clause);
        } else if (clause.isDefinite() && existing != null) {
            target.moveTo(existing.lineId());
            apply(clause);
        } else if (items.size() == 1) {
            order(clause, head, items.getFirst());
        } else {
            concerns.add(heads.whichItem(clause, head, items));
        }
    }

    private void takeAway(Clause clause, @Nullable DraftLine existing) {
        if (existing != null) {
            int quantity = clause.quantity();
            draft.quantity(existing, quantity == 0 ? 0 : existing.quantity() - quantity);
            target.moveTo(null);
        }
        modifiers.apply(clause.tail(), target);
    }

    private void order(Clause clause, Mention head, String itemId) {
        MenuItem item = carte.item(itemId).orElseThrow();
        int said = clause.quantity();
        if (heads.isMisnamed(clause, head)) {
            concerns.add(heads.misnamed(clause, head, itemId));
            return;
        }
        if (!item.available()) {
            concerns.add(new Concern.SoldOut(itemId, item.name()));
            return;
        }
        if (!allowed(itemId, Math.max(1, said))) {
            return;
        }
        DraftLine replaced = replacedBy(clause, item);
        if (replaced != null) {
            draft.item(replaced, itemId);
            target.moveTo(replaced.lineId());
            DraftLine fresh = draft.get(replaced.lineId());
            if (said > 0 && fresh != null && !clause.saysOnlyArticle()) {
                draft.quantity(fresh, said);
            }
        } else if (draft.isFull()) {
            concerns.add(new Concern.TooMany(
                    itemId, draft.lines().size() + 1, carte.config().limits().linesPerOrder()));
            return;
        } else {
            target.moveTo(opened(itemId, said).lineId());
        }
        apply(clause);
        DraftLine whole = target.line();
        splitting = whole == null ? null : whole.lineId();
        unassigned = whole == null || whole.quantity() < 2 ? 0 : whole.quantity();
    }

    /** "twelve wings", where wings come in sixes and twelves, is one portion of twelve. */
    private DraftLine opened(String itemId, int said) {
        String size = counted.size(itemId, said);
        DraftLine line = draft.open(itemId, size == null ? Math.max(1, said) : 1);
        if (size != null) {
            carte.group(itemId, Carte.SIZE).ifPresent(group -> draft.choose(line, group, size));
        }
        return line;
    }

    /** The line that "sorry, a mocha" or "change the latte to a mocha" puts another item into. */
    private @Nullable DraftLine replacedBy(Clause clause, MenuItem item) {
        DraftLine marked = changing;
        changing = null;
        if (marked != null) {
            return draft.get(marked.lineId());
        }
        DraftLine last = draft.last();
        if (last == null
                || clause.before().contains(Cue.ALSO)
                || clause.before().contains(Cue.AND)) {
            return null;
        }
        if (clause.before().contains(Cue.SORRY)) {
            DraftLine same = draft.lastOf(item.id());
            return same == null ? last : same;
        }
        boolean weak = clause.before().contains(Cue.ACTUALLY) || clause.before().contains(Cue.DENY);
        DraftLine same = draft.lastOf(item.id());
        if (weak && same != null) {
            return same;
        }
        boolean sameKind = carte.item(last.itemId())
                .map(other -> other.category().equals(item.category()))
                .orElse(false);
        return weak && sameKind && !draft.touched().isEmpty() ? last : null;
    }

    private void apply(Clause clause) {
        List<Mention> lead = clause.lead().stream()
                .filter(mention -> !mention.is(Cue.NUMBER) || mention.isMenu())
                .toList();
        modifiers.apply(lead, target);
        numberAfterSorry(clause.tail(), clause.isDefinite());
        modifiers.apply(clause.tail(), target);
    }

    /** "two lattes, sorry, three", "the lattes, just one": a bare number right after a correction is how many. */
    private void numberAfterSorry(List<Mention> tail, boolean correcting) {
        boolean sorry = correcting;
        for (int index = 0; index < tail.size(); index++) {
            Mention mention = tail.get(index);
            Mention next = index + 1 < tail.size() ? tail.get(index + 1) : null;
            boolean bare = next == null || (!next.isMenu() && !next.is(Cue.NUMBER));
            DraftLine line = target.line();
            if (sorry && mention.is(Cue.NUMBER) && bare && line != null) {
                setQuantity(line, mention.number());
                return;
            }
            sorry |= mention.isAny(Cue.SORRY, Cue.ACTUALLY, Cue.DENY);
        }
    }

    private void setQuantity(DraftLine line, int quantity) {
        if (allowed(line.itemId(), quantity)) {
            draft.quantity(line, quantity);
        }
    }

    private boolean allowed(String itemId, int quantity) {
        int most = carte.mostOf(itemId);
        if (quantity > most) {
            concerns.add(new Concern.TooMany(itemId, quantity, most));
        }
        return quantity <= most;
    }

    /** The first choice still to be asked about. */
    static @Nullable Focus open(Carte carte, List<DraftLine> lines) {
        for (DraftLine line : lines) {
            OptionGroup group = carte.missing(line).orElse(null);
            if (group != null) {
                return new Focus(line.lineId(), group.id());
            }
        }
        return null;
    }
}
