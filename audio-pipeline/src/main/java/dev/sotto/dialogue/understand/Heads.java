package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.Mention.Reading;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says which dishes the head of a clause may mean, and when the words around it make it another dish altogether. */
final class Heads {
    private static final double FULL_NAME = 0.9;
    /** Readings this near to the best are as likely. */
    private static final double AS_GOOD = 0.95;

    private final Carte carte;
    private final Function<List<Mention>, String> text;

    Heads(Carte carte, Function<List<Mention>, String> text) {
        this.carte = carte;
        this.text = text;
    }

    Concern misnamed(Clause clause, Mention head, String itemId) {
        return new Concern.Unknown(text.apply(withNeighbours(clause, head)), List.of(itemId));
    }

    /** A part of a name beside a word the menu does not have is another dish, not this one. */
    boolean isMisnamed(Clause clause, Mention head) {
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

    Concern whichItem(Clause clause, Mention head, List<String> items) {
        boolean unknownKind = clause.lead().stream().anyMatch(Mention::isUnknown)
                || clause.tail().stream().limit(1).anyMatch(next -> next.isUnknown() && !next.afterBreak());
        return unknownKind
                ? new Concern.Unknown(text.apply(withNeighbours(clause, head)), items)
                : new Concern.WhichItem(text.apply(List.of(head)), items);
    }

    @Nullable
    DraftLine mentioned(List<DraftLine> lines, Mention head, List<String> items) {
        return lines.reversed().stream()
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
    List<String> itemsOf(Mention head) {
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
}
