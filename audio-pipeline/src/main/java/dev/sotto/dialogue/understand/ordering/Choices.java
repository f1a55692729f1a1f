package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.draft.Polarity;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows when what is said is another answer to a choice that was answered already. */
final class Choices {
    private final Carte carte;
    private final Fitting fitting;

    Choices(Carte carte, Fitting fitting) {
        this.carte = carte;
        this.fitting = fitting;
    }

    /** Whether no two of these answer the same single choice of the item: "decaf and regular" are two coffees. */
    boolean areTogether(String itemId, List<Mention> words) {
        return carte.groups(itemId).stream()
                .filter(group -> !group.multiple())
                .allMatch(group -> words.stream()
                                .filter(word -> Fitting.answers(group, word))
                                .filter(word -> !fitsElsewhere(itemId, group, word))
                                .count()
                        < 2);
    }

    private boolean fitsElsewhere(String itemId, OptionGroup group, Mention word) {
        return word.readings().stream()
                .map(Mention.Reading::meaning)
                .filter(meaning -> !(meaning instanceof Meaning.Value(String id, String _) && id.equals(group.id())))
                .anyMatch(meaning -> fitting.allows(itemId, meaning));
    }

    /** "Medium, no, rare": a no before another answer to the same choice corrects it. */
    Polarity corrected(Phrase phrase, DraftLine line, Mention mention, Polarity said) {
        if (said != Polarity.REFUSED || !phrase.opens(Cue.DENY)) {
            return said;
        }
        Optional<Meaning> meaning = fitting.of(line, mention, Polarity.WANTED);
        boolean other = meaning.isPresent()
                && meaning.get() instanceof Meaning.Value(String groupId, String valueId)
                && carte.group(line.itemId(), groupId)
                        .map(group -> !group.multiple())
                        .orElse(false)
                && line.options().containsKey(groupId)
                && !line.options().getOrDefault(groupId, List.of()).contains(valueId);
        return other ? Polarity.WANTED : said;
    }

    /**
     * "The same but with chocolate": what must be chosen and is once is chosen anew, also where there could be more of it;
     * null where the mention adds to it.
     */
    Meaning.@Nullable Value instead(DraftLine line, Mention mention) {
        if (!(fitting.of(line, mention, Polarity.WANTED).orElse(null)
                instanceof Meaning.Value(String groupId, String valueId))) {
            return null;
        }
        List<String> chosen = line.options().getOrDefault(groupId, List.of());
        boolean once = chosen.size() == 1 && !chosen.contains(valueId);
        boolean must = carte.group(line.itemId(), groupId)
                .map(group -> group.multiple() && group.required())
                .orElse(false);
        return once && must ? new Meaning.Value(groupId, chosen.getFirst()) : null;
    }

    /** Which of the things just said is put right by another of its kind; null where it is none, or could be several. */
    @Nullable
    Meaning corrected(DraftLine line, List<Mention> said, Mention instead) {
        if (said.isEmpty() || said.getLast().equals(instead)) {
            return null;
        }
        Meaning now = fitting.of(line, instead, Polarity.WANTED).orElse(null);
        List<Meaning> alike = said.stream()
                .flatMap(mention -> fitting.of(line, mention, Polarity.REPLACED).stream())
                .filter(meaning -> now != null && isOfAKind(meaning, now) && Fitting.has(line, meaning))
                .toList();
        return alike.size() == 1 && !alike.getFirst().equals(now) ? alike.getFirst() : null;
    }

    private static boolean isOfAKind(Meaning one, Meaning other) {
        return (one instanceof Meaning.Part && other instanceof Meaning.Part)
                || (one instanceof Meaning.Value(String group, String _)
                        && other instanceof Meaning.Value(String otherGroup, String _)
                        && group.equals(otherGroup));
    }

    /** The group a mention would answer on this line, where it is a single choice that is answered already. */
    boolean contradicts(DraftLine line, Mention mention) {
        return fitting.of(line, mention, Polarity.WANTED)
                .filter(Meaning.Value.class::isInstance)
                .map(Meaning.Value.class::cast)
                .flatMap(value -> carte.group(line.itemId(), value.groupId()))
                .map(OptionGroup::id)
                .map(groupId -> line.options().containsKey(groupId) && !isMultiple(line, groupId))
                .orElse(false);
    }

    private boolean isMultiple(DraftLine line, String groupId) {
        return carte.group(line.itemId(), groupId).map(OptionGroup::multiple).orElse(false);
    }
}
