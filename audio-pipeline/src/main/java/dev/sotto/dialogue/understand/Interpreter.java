package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Mention.Reading;
import dev.sotto.dialogue.understand.Modifiers.Target;
import dev.sotto.schemas.MenuItem;
import dev.sotto.schemas.OptionGroup;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out one utterance, clause by clause, on the draft; what it cannot carry out becomes a concern. */
final class Interpreter {
    private static final double FULL_NAME = 0.9;
    /** Readings this near to the best are as likely. */
    private static final double AS_GOOD = 0.95;

    private final Carte carte;
    private final Draft draft;
    private final Function<List<Mention>, String> text;
    private final List<Concern> concerns = new ArrayList<>();
    private final Modifiers modifiers;
    private final Target target;
    private @Nullable DraftLine changing;
    private @Nullable String splitting;
    private int unassigned;

    Interpreter(Carte carte, Draft draft, @Nullable Focus focus, Function<List<Mention>, String> text) {
        this.carte = carte;
        this.draft = draft;
        this.text = text;
        this.modifiers = new Modifiers(carte, draft, concerns, mention -> text.apply(List.of(mention)));
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
        if (line != null && said && !menuWords && !negated) {
            setQuantity(line, quantity);
        }
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
        List<String> items = itemsOf(head);
        DraftLine existing = mentioned(head, items);
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
            concerns.add(whichItem(clause, head, items));
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
        if (misnamed(clause, head)) {
            concerns.add(new Concern.Unknown(text.apply(withNeighbours(clause, head)), List.of(itemId)));
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
            DraftLine line = draft.open(itemId, Math.max(1, said));
            target.moveTo(line.lineId());
        }
        apply(clause);
        DraftLine whole = target.line();
        splitting = whole == null ? null : whole.lineId();
        unassigned = whole == null || whole.quantity() < 2 ? 0 : whole.quantity();
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
        numberAfterSorry(clause.tail());
        modifiers.apply(clause.tail(), target);
    }

    /** "two lattes, sorry, three": a bare number right after a correction is how many. */
    private void numberAfterSorry(List<Mention> tail) {
        boolean sorry = false;
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

    /** A part of a name beside a word the menu does not have is another dish, not this one. */
    private static boolean misnamed(Clause clause, Mention head) {
        if (head.orderScore() >= FULL_NAME) {
            return false;
        }
        boolean before = !clause.lead().isEmpty() && clause.lead().getLast().isUnknown();
        boolean after = !clause.tail().isEmpty()
                && clause.tail().getFirst().isUnknown()
                && !clause.tail().getFirst().afterBreak();
        return before || after;
    }

    private static List<Mention> withNeighbours(Clause clause, Mention head) {
        List<Mention> words = new ArrayList<>(
                clause.lead().stream().filter(Mention::isUnknown).toList());
        words.add(head);
        clause.tail().stream().takeWhile(Mention::isUnknown).forEach(words::add);
        return words;
    }

    private Concern whichItem(Clause clause, Mention head, List<String> items) {
        boolean unknownKind = clause.lead().stream().anyMatch(Mention::isUnknown)
                || clause.tail().stream().limit(1).anyMatch(next -> next.isUnknown() && !next.afterBreak());
        return unknownKind
                ? new Concern.Unknown(text.apply(withNeighbours(clause, head)), items)
                : new Concern.WhichItem(text.apply(List.of(head)), items);
    }

    private @Nullable DraftLine mentioned(Mention head, List<String> items) {
        return draft.lines().reversed().stream()
                .filter(line -> items.contains(line.itemId()) || inCategory(head, line))
                .findFirst()
                .orElse(null);
    }

    private boolean inCategory(Mention head, DraftLine line) {
        return head.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Category category
                        && carte.item(line.itemId())
                                .map(item -> item.category().equals(category.categoryId()))
                                .orElse(false));
    }

    /** The items the head may be: one where the name is clear, several where it is a question. */
    private List<String> itemsOf(Mention head) {
        double best = head.orderScore();
        List<String> items = new ArrayList<>();
        for (Reading reading : head.readings()) {
            if (reading.score() < best * AS_GOOD) {
                continue;
            }
            if (reading.meaning() instanceof Meaning.Item item) {
                List<String> open =
                        carte.item(item.itemId()).map(MenuItem::anyOf).orElse(List.of());
                items.addAll(open.isEmpty() ? List.of(item.itemId()) : open);
            } else if (reading.meaning() instanceof Meaning.Category category) {
                List<String> inside = carte.availableIn(category.categoryId()).stream()
                        .map(MenuItem::id)
                        .toList();
                items.addAll(inside);
            }
        }
        return items.stream().distinct().toList();
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
