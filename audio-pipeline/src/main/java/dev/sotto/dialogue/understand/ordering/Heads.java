package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says which dishes the head of a clause may mean, and when the words around it make it another dish altogether. */
public final class Heads {
    private static final double FULL_NAME = 0.9;
    /** Readings this near to the best are as likely. */
    private static final double AS_GOOD = 0.95;

    private final Carte carte;
    private final Fitting fitting;
    private final Function<List<Mention>, String> text;

    public Heads(Carte carte, Function<List<Mention>, String> text) {
        this.carte = carte;
        this.fitting = new Fitting(carte, null);
        this.text = text;
    }

    /** That a dish was meant which is not called so here; null where this one was. */
    @Nullable
    Concern misnamed(Phrase phrase, int head, String itemId) {
        if (isMisnamed(phrase, head)) {
            return new Concern.Unknown(text.apply(withNeighbours(phrase, head)), List.of(itemId));
        }
        return isOfSomethingElse(phrase, head, itemId)
                ? new Concern.Unknown(text.apply(phrase.words().subList(head - 1, head + 1)), List.of(itemId))
                : null;
    }

    /** A part of a name beside a word the menu does not have is another dish, not this one. */
    private boolean isMisnamed(Phrase phrase, int head) {
        return phrase.words().get(head).orderScore() < FULL_NAME && hasStranger(phrase, head);
    }

    /** "A bowl of duck gumbo": the words that are one name, without what stands apart in front of it. */
    static List<Mention> nameIn(List<Mention> words) {
        int from = 0;
        while (from + 1 < words.size()
                && !words.get(from).isUnknown()
                && words.get(from).to() < words.get(from + 1).from()) {
            from++;
        }
        return words.subList(from, words.size());
    }

    /** "Rice pudding", where there is bread pudding: what a dish cannot be had with, right in front of it, makes it another. */
    private boolean isOfSomethingElse(Phrase phrase, int head, String itemId) {
        Mention before = head == 0 ? null : phrase.words().get(head - 1);
        boolean plain = phrase.scope() == null || phrase.scope() == Cue.WANT;
        return before != null
                && plain
                && phrase.measure().isUsual()
                && before.to() == phrase.words().get(head).from()
                && before.readings().stream().anyMatch(Heads::isThing)
                && !fitting.accepts(itemId, before);
    }

    private static boolean isThing(Reading reading) {
        boolean thing = reading.meaning() instanceof Meaning.Part || reading.meaning() instanceof Meaning.Item;
        return thing && reading.score() >= FULL_NAME;
    }

    private static boolean hasStranger(Phrase phrase, int head) {
        List<Mention> words = phrase.words();
        return (head > 0 && words.get(head - 1).isUnknown())
                || (head + 1 < words.size() && words.get(head + 1).isUnknown());
    }

    private static List<Mention> withNeighbours(Phrase phrase, int head) {
        return phrase.words().stream()
                .filter(word -> word.isUnknown() || word.equals(phrase.words().get(head)))
                .toList();
    }

    public Concern whichItem(Phrase phrase, int head, List<String> items) {
        return hasStranger(phrase, head)
                ? new Concern.Unknown(text.apply(withNeighbours(phrase, head)), items)
                : new Concern.WhichItem(text.apply(List.of(phrase.words().get(head))), items);
    }

    /** Whether the first names only the kind of dish that the second is one of. */
    boolean isKindOf(Mention kind, Mention dish) {
        List<String> items = itemsOf(dish);
        return items.size() == 1
                && kind.readings().stream()
                        .anyMatch(
                                reading -> isKind(reading.meaning(), items.getFirst()) && reading.score() >= FULL_NAME)
                && dish.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Item);
    }

    private boolean isKind(Meaning meaning, String itemId) {
        return switch (meaning) {
            case Meaning.Category(String categoryId) ->
                carte.item(itemId)
                        .map(item -> item.category().equals(categoryId))
                        .orElse(false);
            case Meaning.Item(String genericId) ->
                carte.item(genericId)
                        .map(generic -> generic.anyOf().contains(itemId))
                        .orElse(false);
            case Meaning.Value any -> false;
            case Meaning.Part any -> false;
            case Meaning.Group any -> false;
            case Meaning.Signal any -> false;
        };
    }

    /** Whether one of the dishes the head may be can be had with the other. */
    public boolean has(Mention head, Mention mention) {
        return accepts(head, mention, fitting);
    }

    /** Whether one of the dishes the head may be can have what the mention says. */
    boolean accepts(Mention head, Mention mention, Fitting fitting) {
        return itemsOf(head).stream().anyMatch(item -> fitting.accepts(item, mention));
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

    /** The dishes of a kind that is called so; none where it names a dish, or no kind. */
    public List<String> kindsOf(Mention mention) {
        List<String> items = itemsOf(mention);
        boolean category = mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Category && reading.score() >= FULL_NAME);
        if (items.size() == 1) {
            return carte.item(items.getFirst())
                    .map(carte::kinds)
                    .filter(kinds -> !kinds.isEmpty())
                    .orElse(List.of());
        }
        return category ? items : List.of();
    }

    /** The choices that are called so, of these dishes or, without any, of all. */
    public List<String> choicesCalled(Mention mention, List<String> itemIds) {
        return groups(itemIds)
                .filter(group -> Fitting.names(mention, group))
                .map(OptionGroup::id)
                .distinct()
                .toList();
    }

    /** The choices of these dishes that this is an answer to. */
    public List<String> choicesAnswered(Mention mention, List<String> itemIds) {
        return itemIds.isEmpty()
                ? List.of()
                : groups(itemIds)
                        .filter(group -> Fitting.answers(group, mention))
                        .map(OptionGroup::id)
                        .distinct()
                        .toList();
    }

    private Stream<OptionGroup> groups(List<String> itemIds) {
        return itemIds.isEmpty()
                ? carte.config().menu().optionGroups().stream()
                : itemIds.stream().flatMap(id -> carte.groups(id).stream());
    }

    /** The items the head may be: one where the name is clear, several where it is a question. */
    public List<String> itemsOf(Mention head) {
        double best = head.orderScore();
        // A dish that is called so comes before the kind of dish that is.
        boolean dish = head.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Item && reading.score() >= best * AS_GOOD);
        List<String> items = new ArrayList<>();
        for (Reading reading : head.readings()) {
            if (reading.score() < best * AS_GOOD) {
                continue;
            }
            if (reading.meaning() instanceof Meaning.Item item) {
                items.add(item.itemId());
            } else if (!dish && reading.meaning() instanceof Meaning.Category category) {
                List<String> inside = carte.availableIn(category.categoryId()).stream()
                        .map(MenuItem::id)
                        .toList();
                items.addAll(inside);
            }
        }
        return items.stream().distinct().toList();
    }
}
