package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.schemas.dialogue.DraftLine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Words of the language that a choice of some dish is called too: "half" is a plate of ham there and half of the dumplings
 * here. They name the choice only beside a dish that has it, and "with double bacon" says how much bacon.
 */
public final class Twofold {
    private static final double FULL_NAME = 0.9;

    /** What such a word does when it names nothing. */
    private static final Set<Cue> AMOUNTS = EnumSet.of(Cue.HALF, Cue.HALF_OF, Cue.TWICE, Cue.EXTRA, Cue.LIGHT);

    private final Carte carte;

    public Twofold(Carte carte) {
        this.carte = carte;
    }

    /** The same mentions, without the choices that none of the dishes spoken about has. */
    public List<Mention> settled(List<Mention> mentions, List<DraftLine> lines) {
        if (mentions.stream().noneMatch(Twofold::isTwofold)) {
            return mentions;
        }
        Set<String> dishes = dishes(mentions, lines);
        List<Mention> settled = new ArrayList<>(mentions);
        for (int index = 0; index < mentions.size(); index++) {
            Mention mention = mentions.get(index);
            boolean none = isHadByNone(mention, dishes) && !isCountedAlone(mentions, index);
            boolean amount = none || isHowMuch(mentions, index) || isOfNext(mentions, index);
            if (isTwofold(mention) && !dishes.isEmpty() && amount) {
                settled.set(index, withoutChoices(mention));
            }
        }
        return settled;
    }

    private static boolean isTwofold(Mention mention) {
        boolean amount = isNumber(mention) || AMOUNTS.stream().anyMatch(mention::is);
        return mention.modifierScore() > 0 && amount;
    }

    private static boolean isNumber(Mention mention) {
        return mention.is(Cue.NUMBER) && mention.number() > 1;
    }

    /** Every dish named here or ordered before. */
    private static Set<String> dishes(List<Mention> mentions, List<DraftLine> lines) {
        Set<String> dishes = new LinkedHashSet<>();
        lines.forEach(line -> dishes.add(line.itemId()));
        mentions.stream()
                .flatMap(mention -> mention.readings().stream())
                .filter(reading -> reading.score() >= FULL_NAME)
                .forEach(reading -> {
                    if (reading.meaning() instanceof Meaning.Item(String itemId)) {
                        dishes.add(itemId);
                    }
                });
        return dishes;
    }

    private boolean isHadByNone(Mention mention, Set<String> dishes) {
        return mention.readings().stream()
                .map(Mention.Reading::meaning)
                .noneMatch(meaning -> dishes.stream().anyMatch(dish -> has(dish, meaning)));
    }

    private boolean has(String itemId, Meaning meaning) {
        return switch (meaning) {
            case Meaning.Value(String group, String value) ->
                carte.value(itemId, group, value).isPresent();
            case Meaning.Part(String ingredient) -> carte.allows(itemId, ingredient);
            case Meaning.Item(String other) -> itemId.equals(other) || carte.extra(itemId, other) != null;
            case Meaning.Category any -> false;
            case Meaning.Group any -> false;
            case Meaning.Signal any -> false;
        };
    }

    /** "Un demi", and nothing behind it that could be halved: it is what is ordered. */
    private static boolean isCountedAlone(List<Mention> mentions, int index) {
        Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
        boolean last = next == null || next.afterBreak() || next.is(Cue.AND);
        return index > 0 && mentions.get(index - 1).is(Cue.NUMBER) && last;
    }

    /** "With double bacon": what follows at once can be had more or less of. */
    private static boolean isHowMuch(List<Mention> mentions, int index) {
        boolean with = index > 0 && mentions.get(index - 1).is(Cue.WITH);
        Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
        return with
                && next != null
                && !next.afterBreak()
                && next.orderScore() == 0
                && next.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Part);
    }

    /** "Une demi quiche", "half a dozen rolls": of a dish that has no such choice, whatever else is ordered. */
    private boolean isOfNext(List<Mention> mentions, int index) {
        Mention next = index + 1 < mentions.size() ? mentions.get(index + 1) : null;
        boolean dish = next != null && !next.afterBreak() && next.orderScore() >= FULL_NAME;
        return dish
                && (mentions.get(index).is(Cue.HALVED) || isNumber(mentions.get(index)))
                && isHadByNone(mentions.get(index), dishes(List.of(next), List.of()));
    }

    private static Mention withoutChoices(Mention mention) {
        return new Mention(
                mention.from(),
                mention.to(),
                mention.afterBreak(),
                mention.afterStop(),
                mention.readings().stream()
                        .filter(reading -> reading.meaning() instanceof Meaning.Signal)
                        .toList());
    }
}
