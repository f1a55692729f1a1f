package dev.sotto.dialogue.understand.draft;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the things some words may mean an item can have: the same word is a size here and a spice level there. */
public final class Fitting {
    /** Readings this near to the best are as likely. */
    private static final double AS_GOOD = 0.95;

    private static final double FULL_NAME = 0.9;

    /** Weighs more than that a choice names the thing better than an ingredient does. */
    private static final int REPLACES = 2;

    private final Carte carte;
    private final @Nullable Focus focus;

    public Fitting(Carte carte, @Nullable Focus focus) {
        this.carte = carte;
        this.focus = focus;
    }

    public boolean accepts(String itemId, Mention mention) {
        return !allowed(itemId, mention).isEmpty();
    }

    /** What it may mean of the item; a word of many names only where it can mean one thing. */
    private List<Reading> allowed(String itemId, Mention mention) {
        List<Reading> allowed = mention.readings().stream()
                .filter(reading -> allows(itemId, reading.meaning()))
                .toList();
        List<Reading> clear =
                allowed.stream().filter(reading -> !reading.isVague()).toList();
        if (!clear.isEmpty() || mention.orderScore() >= FULL_NAME) {
            return clear;
        }
        if (allowed.size() < 2) {
            return allowed;
        }
        List<Reading> inIt = allowed.stream()
                .filter(reading ->
                        reading.meaning() instanceof Meaning.Part(String id) && carte.recipeHolds(itemId, id))
                .toList();
        return inIt.size() == 1 ? inIt : List.of();
    }

    /** Whether it answers one of the item's choices; an ingredient does not. */
    public boolean chooses(String itemId, Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Value && allows(itemId, reading.meaning()));
    }

    public double score(String itemId, Mention mention) {
        return mention.readings().stream()
                .filter(reading -> allows(itemId, reading.meaning()))
                .mapToDouble(Reading::score)
                .max()
                .orElse(0);
    }

    /** The best meaning for this line: of equals the one asked about, then what is not chosen yet or, refused, what is. */
    public Optional<Meaning> of(DraftLine line, Mention mention, Polarity polarity) {
        return of(line, mention, polarity, false);
    }

    /** @param besides whether it is said to come to what is there: "with merguez", "double merguez" beside lamb adds to it */
    public Optional<Meaning> of(DraftLine line, Mention mention, Polarity polarity, boolean besides) {
        List<Reading> allowed = allowed(line.itemId(), mention);
        List<Reading> named =
                allowed.stream().filter(reading -> !reading.meaning().isPlain()).toList();
        List<Reading> possible = named.isEmpty() ? allowed : named;
        double best = possible.stream().mapToDouble(Reading::score).max().orElse(0);
        return possible.stream()
                .filter(reading -> reading.score() >= best * AS_GOOD)
                .map(Reading::meaning)
                .max(Comparator.comparingInt(meaning -> preference(line, meaning, polarity)
                        - (besides && isOtherAnswer(line, meaning) ? REPLACES : 0)));
    }

    /** Whether it is what the choice is called. */
    public static boolean names(Mention mention, OptionGroup group) {
        return mention.readings().stream().anyMatch(reading -> reading.meaning().equals(new Meaning.Group(group.id())));
    }

    /** Whether it is what a choice of the item is called, and no dish. */
    public boolean namesChoice(String itemId, Mention mention) {
        return mention.readings().stream().noneMatch(reading -> reading.meaning() instanceof Meaning.Item)
                && carte.groups(itemId).stream().anyMatch(group -> names(mention, group));
    }

    /** Whether it answers this choice. */
    public static boolean answers(OptionGroup group, Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Value(String groupId, String valueId)
                        && groupId.equals(group.id())
                        && group.value(valueId).isPresent());
    }

    /** Whether it answers the question that was just asked. */
    public boolean answers(Mention mention) {
        return focus != null
                && mention.readings().stream()
                        .anyMatch(reading -> reading.meaning() instanceof Meaning.Value(String group, String _)
                                && group.equals(focus.groupId()));
    }

    /** Whether it answers a choice that the line must have and has not: the drink of a combo. */
    public boolean completes(DraftLine line, Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Value(String groupId, String valueId)
                        && !line.options().containsKey(groupId)
                        && carte.group(line.itemId(), groupId)
                                .map(group -> group.required()
                                        && group.defaults().isEmpty()
                                        && group.value(valueId).isPresent())
                                .orElse(false));
    }

    /** Whether it is a dish that may come with the line where none of its kind was chosen yet: the tea of a lunch. */
    public boolean isOpenCourse(DraftLine line, Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Value(String groupId, String valueId)
                        && !line.options().containsKey(groupId)
                        && carte.value(line.itemId(), groupId, valueId)
                                .map(value -> value.item() != null)
                                .orElse(false));
    }

    /** Whether the recipe of the line holds it. */
    public boolean isInRecipe(DraftLine line, Mention mention) {
        return mention.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Part part
                        && carte.recipeHolds(line.itemId(), part.ingredientId()));
    }

    /** Whether the line has it already, chosen or added. */
    public boolean has(DraftLine line, Mention mention) {
        return mention.readings().stream().anyMatch(reading -> has(line, reading.meaning()));
    }

    public static boolean has(DraftLine line, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Value(String group, String value) ->
                line.options().getOrDefault(group, List.of()).contains(value);
            case Meaning.Part(String ingredient) ->
                line.added().containsKey(ingredient) || line.amounts().containsKey(ingredient);
            case Meaning.Item(String item) -> line.added().containsKey(item);
            case Meaning.Category any -> false;
            case Meaning.Group any -> false;
            case Meaning.Signal any -> false;
        };
    }

    /** A single choice that is answered already, and otherwise. */
    private boolean isOtherAnswer(DraftLine line, Meaning meaning) {
        return meaning instanceof Meaning.Value(String groupId, String valueId)
                && line.options().containsKey(groupId)
                && !line.options().getOrDefault(groupId, List.of()).contains(valueId)
                && carte.group(line.itemId(), groupId)
                        .map(group -> !group.multiple())
                        .orElse(false);
    }

    private int preference(DraftLine line, Meaning meaning, Polarity polarity) {
        int preference = 0;
        if (meaning instanceof Meaning.Value(String group, String _)) {
            boolean asked = focus != null
                    && focus.lineId().equals(line.lineId())
                    && focus.groupId().equals(group);
            preference += asked ? 8 : 0;
            boolean open = !line.options().containsKey(group)
                    || carte.group(line.itemId(), group)
                            .map(OptionGroup::multiple)
                            .orElse(false);
            preference += polarity == Polarity.WANTED && open ? 2 : 0;
            preference += 1;
        }
        boolean inIt = has(line, meaning)
                || (meaning instanceof Meaning.Part(String ingredient) && carte.recipeHolds(line.itemId(), ingredient));
        preference += polarity != Polarity.WANTED && inIt ? 4 : 0;
        return preference;
    }

    /** Whether the item can have it. */
    public boolean allows(String itemId, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Value(String group, String value) ->
                carte.value(itemId, group, value).isPresent();
            case Meaning.Part(String ingredient) -> carte.allows(itemId, ingredient);
            case Meaning.Item(String other) -> carte.extra(itemId, other) != null;
            case Meaning.Category any -> false;
            case Meaning.Group any -> false;
            case Meaning.Signal signal -> signal.isPlain();
        };
    }
}
