package dev.sotto.dialogue.understand.ordering;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.phrase.Measure;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.schemas.restaurant.OptionGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * "Three mochis, coconut, matcha and mango": as many answers to one choice as there are pieces are an answer for each,
 * although nobody counts them.
 */
final class ListedPieces {
    private static final double FULL_NAME = 0.9;

    private final Carte carte;
    private final Heads heads;

    ListedPieces(Carte carte, Heads heads) {
        this.carte = carte;
        this.heads = heads;
    }

    /** The same phrases, with each listed piece counted as one. */
    List<Phrase> counted(List<Phrase> phrases) {
        List<Phrase> counted = new ArrayList<>();
        for (int index = 0; index < phrases.size(); index++) {
            Phrase phrase = phrases.get(index);
            int head = head(phrase);
            List<Mention> listed = head < 0 ? List.of() : listed(phrases, index, head);
            if (listed.size() < 2 || !areAnswers(phrase, head, listed)) {
                counted.add(phrase);
                continue;
            }
            counted.add(phrase.upTo(head + 1));
            listed.forEach(word -> counted.add(one(word)));
            index = after(phrases, index);
        }
        return counted;
    }

    /** Index of the dish that several of are ordered; -1 where that is not all the phrase begins with. */
    private static int head(Phrase phrase) {
        List<Mention> words = phrase.words();
        for (int index = 0; index < words.size(); index++) {
            Mention word = words.get(index);
            if (word.orderScore() >= FULL_NAME || (word.orderScore() > 0 && word.modifierScore() == 0)) {
                return phrase.quantity() > 1 && phrase.pointer() == null ? index : -1;
            }
        }
        return -1;
    }

    private static List<Mention> listed(List<Phrase> phrases, int index, int head) {
        List<Mention> own = phrases.get(index).words();
        List<Mention> listed = new ArrayList<>(own.subList(head + 1, own.size()));
        for (int next = index + 1; next <= after(phrases, index); next++) {
            listed.addAll(phrases.get(next).words());
        }
        return listed;
    }

    /** The last phrase of the list that begins behind this one. */
    private static int after(List<Phrase> phrases, int index) {
        int last = index;
        while (last + 1 < phrases.size() && (goesOn(phrases.get(last + 1)) || isForSomebody(phrases.get(last + 1)))) {
            last++;
        }
        return last;
    }

    /** "Orange for me and diet for my wife". */
    private static boolean isForSomebody(Phrase phrase) {
        return phrase.openers().equals(List.of(Cue.TO))
                && phrase.words().isEmpty()
                && phrase.quantity() == 0
                && phrase.pointer() == null;
    }

    private static boolean goesOn(Phrase phrase) {
        List<Cue> openers = phrase.openers();
        boolean listed = openers.isEmpty() || openers.equals(List.of(Cue.AND));
        // "Orange for me and diet …": whom the one before it is for.
        boolean behindSomebody =
                openers.equals(List.of(Cue.TO, Cue.AND)) || (openers.equals(List.of(Cue.TO)) && phrase.afterBreak());
        return (listed || behindSomebody)
                && phrase.quantity() == 0
                && phrase.pointer() == null
                && !phrase.definite()
                && !phrase.onTheSide()
                && phrase.measure().isUsual()
                && !phrase.words().isEmpty()
                && phrase.words().stream().allMatch(word -> word.modifierScore() >= FULL_NAME);
    }

    /** Whether they are different answers to one single choice of the dish, one for each piece. */
    private boolean areAnswers(Phrase phrase, int head, List<Mention> listed) {
        List<String> items = heads.itemsOf(phrase.words().get(head));
        if (listed.size() != phrase.quantity() || items.size() != 1) {
            return false;
        }
        return carte.groups(items.getFirst()).stream()
                .filter(group -> !group.multiple())
                .anyMatch(group -> answersTo(group, listed) == listed.size());
    }

    private static int answersTo(OptionGroup group, List<Mention> listed) {
        Set<String> values = new HashSet<>();
        for (Mention word : listed) {
            word.readings().stream()
                    .filter(reading -> reading.score() >= FULL_NAME)
                    .map(Mention.Reading::meaning)
                    .filter(meaning -> meaning instanceof Meaning.Value(String id, String _) && id.equals(group.id()))
                    .map(meaning -> ((Meaning.Value) meaning).valueId())
                    .findFirst()
                    .ifPresent(values::add);
        }
        return values.size();
    }

    private static Phrase one(Mention word) {
        return new Phrase(List.of(), true, false, 1, false, false, null, Measure.USUAL, false, List.of(word));
    }
}
