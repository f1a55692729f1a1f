package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.understand.draft.Fitting;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * "A cheese and onion toastie", "a bacon, lettuce and tomato sandwich": what stands in front of one dish, although pauses
 * and an "and" part it.
 */
final class Compound {
    private final Heads heads;
    private final HeadFinder headFinder;
    private final Fitting fitting;
    private final Choices choices;

    Compound(Heads heads, HeadFinder headFinder, Fitting fitting, Choices choices) {
        this.heads = heads;
        this.headFinder = headFinder;
        this.fitting = fitting;
        this.choices = choices;
    }

    /** The same phrases, with those that describe one dish from the front as one. */
    List<Phrase> joined(List<Phrase> phrases) {
        List<Phrase> joined = new ArrayList<>();
        for (int index = 0; index < phrases.size(); index++) {
            int last = end(phrases, index);
            joined.add(last == index ? phrases.get(index) : one(phrases.subList(index, last + 1)));
            index = last;
        }
        return joined;
    }

    private static Phrase one(List<Phrase> parts) {
        return parts.getFirst()
                .saying(parts.stream().flatMap(part -> part.words().stream()).toList());
    }

    /** The phrase that names the dish which this one and all between describe; this one where there is none. */
    private int end(List<Phrase> phrases, int index) {
        if (!begins(phrases.get(index))) {
            return index;
        }
        int last = index + 1;
        while (last < phrases.size()
                && isListed(phrases.get(last))
                && phrases.get(last).openers().isEmpty()) {
            last++;
        }
        return last < phrases.size() && isDish(phrases.subList(index, last), phrases.get(last)) ? last : index;
    }

    private static boolean begins(Phrase phrase) {
        boolean plain = phrase.scope() == null || phrase.scope() == Cue.WANT;
        return plain && phrase.quantity() > 0 && phrase.pointer() == null && isDescription(phrase);
    }

    private static boolean isListed(Phrase phrase) {
        return phrase.quantity() == 0 && !phrase.definite() && phrase.pointer() == null && isDescription(phrase);
    }

    private static boolean isDescription(Phrase phrase) {
        return !phrase.words().isEmpty()
                && phrase.measure().isUsual()
                && !phrase.onTheSide()
                && phrase.words().stream().allMatch(word -> word.modifierScore() > 0);
    }

    private boolean isOnlyChoice(List<String> items, Mention word) {
        return word.orderScore() == 0 && items.size() == 1 && fitting.chooses(items.getFirst(), word);
    }

    /** Whether the last names a dish that can be had with all of it. */
    private boolean isDish(List<Phrase> parts, Phrase dish) {
        boolean goesOn = dish.openers().equals(List.of(Cue.AND))
                && dish.quantity() == 0
                && !dish.definite()
                && !dish.afterStop()
                && dish.pointer() == null
                && dish.measure().isUsual();
        int head = goesOn ? headFinder.first(dish, 0) : -1;
        // "A small and fries": what no dish is called, and nothing else is counted by the article.
        boolean slip = head == 0 && parts.size() == 1 && parts.getFirst().article() && !dish.afterBreak();
        if (head < 1 && !slip) {
            return false;
        }
        List<String> items = heads.itemsOf(dish.words().get(head));
        List<Mention> said = Stream.concat(
                        parts.stream().flatMap(part -> part.words().stream()), dish.words().subList(0, head).stream())
                .toList();
        boolean chosen = !slip || said.stream().allMatch(word -> isOnlyChoice(items, word));
        return items.size() == 1
                && chosen
                && said.stream().allMatch(word -> fitting.accepts(items.getFirst(), word))
                && choices.areTogether(items.getFirst(), said);
    }
}
