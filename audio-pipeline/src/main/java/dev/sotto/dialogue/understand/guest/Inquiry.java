package dev.sotto.dialogue.understand.guest;

import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.ordering.Heads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a guest wants to know instead of ordering it.
 *
 * @param itemIds the dishes it is about; none where it is about no dish
 * @param groupIds the choices he wants to know the answers to
 */
public record Inquiry(About about, List<String> itemIds, List<String> groupIds) {

    public enum About {
        PRICE,
        ALLERGENS,
        HOURS,
        WAIT,
        /** What there is of a kind of dish. */
        DISHES,
        /** Between what one may choose, of a dish or anywhere. */
        CHOICES
    }

    private static final Map<Cue, About> SUBJECTS = Map.of(
            Cue.ASK_PRICE, About.PRICE,
            Cue.ASK_ALLERGENS, About.ALLERGENS,
            Cue.ASK_HOURS, About.HOURS,
            Cue.ASK_WAIT, About.WAIT);

    /** A dish that is called about so is none that was asked for. */
    private static final double CLEAR = 0.9;

    public Inquiry {
        itemIds = List.copyOf(itemIds);
        groupIds = List.copyOf(groupIds);
    }

    private Inquiry(About about, List<String> itemIds) {
        this(about, itemIds, List.of());
    }

    /**
     * What the words ask; null where they ask nothing that a restaurant can tell at once.
     *
     * @param spokenOf the dish that "it" is, or null where none was spoken of
     */
    public static @Nullable Inquiry in(
            List<Token> tokens, List<Mention> mentions, Language language, Heads heads, @Nullable String spokenOf) {
        if (mentions.stream().noneMatch(mention -> mention.isAny(Cue.QUESTION, Cue.TOTAL, Cue.HELP))) {
            return null;
        }
        About about = subject(tokens, language);
        Set<Cue> notes = language.notesIn(tokens);
        Set<String> items = new LinkedHashSet<>();
        mentions.stream()
                .filter(mention -> mention.orderScore() > 0)
                .map(heads::itemsOf)
                .filter(found -> found.size() == 1)
                .forEach(items::addAll);
        if (items.isEmpty() && spokenOf != null && notes.contains(Cue.ASK_ABOUT_IT)) {
            items.add(spokenOf);
        }
        if (about == null || about == About.ALLERGENS) {
            Inquiry asked = notes.contains(Cue.ASK_WHICH) ? which(mentions, heads, List.copyOf(items), spokenOf) : null;
            asked = asked == null ? whether(mentions, heads, List.copyOf(items)) : asked;
            if (asked != null) {
                return asked;
            }
        }
        boolean named = mentions.stream().anyMatch(mention -> mention.orderScore() >= CLEAR);
        if (about == null && named && items.size() == 1 && notes.contains(Cue.ASK_WHICH)) {
            about = About.PRICE; // "Do you have tea?" – "Tea is two euros."
        }
        boolean answerable = about == About.HOURS || about == About.WAIT || !items.isEmpty();
        return about != null && answerable ? new Inquiry(about, new ArrayList<>(items)) : null;
    }

    /** "What sauces do you have", "which desserts are there": of the dish that has such a choice, else anywhere. */
    private static @Nullable Inquiry which(
            List<Mention> mentions, Heads heads, List<String> items, @Nullable String spokenOf) {
        for (Mention mention : mentions) {
            List<String> dishes = heads.kindsOf(mention);
            if (!dishes.isEmpty()) {
                return new Inquiry(About.DISHES, dishes);
            }
        }
        for (Mention mention : mentions) {
            List<String> own = items.isEmpty() && spokenOf != null ? List.of(spokenOf) : items;
            List<String> groups = heads.choicesCalled(mention, own);
            if (!groups.isEmpty()) {
                return new Inquiry(About.CHOICES, own, groups);
            }
            List<String> anywhere = items.isEmpty() ? heads.choicesCalled(mention, List.of()) : List.of();
            if (!anywhere.isEmpty()) {
                return new Inquiry(About.CHOICES, List.of(), anywhere);
            }
        }
        return null;
    }

    /** "Is it spicy", "is the curry with rice": the choice that this is an answer to, else what is in it. */
    private static @Nullable Inquiry whether(List<Mention> mentions, Heads heads, List<String> items) {
        for (Mention mention : mentions) {
            List<String> groups = heads.choicesAnswered(mention, items);
            if (!groups.isEmpty()) {
                return new Inquiry(About.CHOICES, items, groups);
            }
        }
        boolean part = mentions.stream()
                .flatMap(mention -> mention.readings().stream())
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Part);
        return part && !items.isEmpty() ? new Inquiry(About.ALLERGENS, items) : null;
    }

    private static @Nullable About subject(List<Token> tokens, Language language) {
        About about = null;
        int longest = 0;
        for (int from = 0; from < tokens.size(); from++) {
            for (Language.Note note : language.notesAt(tokens, from)) {
                About subject = SUBJECTS.get(note.cue());
                if (subject != null && note.to() - from > longest) {
                    about = subject;
                    longest = note.to() - from;
                }
            }
        }
        return about;
    }
}
