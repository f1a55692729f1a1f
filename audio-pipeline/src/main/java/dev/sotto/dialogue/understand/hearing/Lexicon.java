package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.menu.Spelling;
import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every phrase of one menu and one language as a tree of words, with the words it may have been misheard as. */
public final class Lexicon {
    private static final int SHORTEST_TO_MEND = 4;
    private static final int MOST_CANDIDATES = 4;
    private static final int SHORTEST_CUE = 3;
    private static final double ALIKE = 0.6;

    /** A word the menu holds that a spoken word may stand for, and how sure that is. */
    record Candidate(String word, double score) {}

    /** A place in the tree; the readings are those of the phrase that ends here. */
    public static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final List<Reading> readings = new ArrayList<>();

        List<Reading> readings() {
            return readings;
        }

        Node next(String word) {
            return next.computeIfAbsent(word, any -> new Node());
        }

        @org.jspecify.annotations.Nullable
        Node follow(String word) {
            return next.get(word);
        }
    }

    private final Node menu = new Node();
    private final Node signals = new Node();
    private final Map<String, String> sounds = new HashMap<>();
    private final Map<String, List<String>> cuesBySound = new HashMap<>();

    Lexicon(Language language) {
        language.signals().forEach((words, meanings) -> {
            Node node = signals;
            for (String word : words) {
                node = node.next(word);
                if (word.length() >= SHORTEST_CUE) {
                    List<String> alike = cuesBySound.computeIfAbsent(Sound.of(word), any -> new ArrayList<>());
                    if (!alike.contains(word)) {
                        alike.add(word);
                    }
                }
            }
            for (Meaning.Signal meaning : meanings) {
                node.readings.add(new Reading(meaning, 1));
            }
        });
    }

    /** A meaning keeps the best of the phrases that lead to it by the same words. */
    public void add(List<String> stems, Meaning meaning, double weight) {
        Node node = menu;
        for (String stem : stems) {
            node = node.next(stem);
            sounds.computeIfAbsent(stem, Sound::of);
        }
        if (node == menu) {
            return;
        }
        boolean known = node.readings.stream()
                .anyMatch(reading -> reading.meaning().equals(meaning) && reading.score() >= weight);
        if (!known) {
            node.readings.removeIf(reading -> reading.meaning().equals(meaning));
            node.readings.add(new Reading(meaning, weight));
            node.readings.sort(Comparator.comparingDouble(Reading::score).reversed());
        }
    }

    public Node menu() {
        return menu;
    }

    Node signals() {
        return signals;
    }

    public boolean knows(String stem) {
        return sounds.containsKey(stem);
    }

    /** Words of the language that sound like a word nobody knows: wiz, zans, dwo. */
    List<String> cuesLike(String plain) {
        if (plain.length() < SHORTEST_CUE) {
            return List.of();
        }
        return cuesBySound.getOrDefault(Sound.of(plain), List.of()).stream()
                .filter(word -> Math.abs(word.length() - plain.length()) <= 1)
                .filter(word ->
                        1 - (double) Spelling.distance(word, plain) / Math.max(word.length(), plain.length()) >= ALIKE)
                .limit(MOST_CANDIDATES)
                .toList();
    }

    /** Words of the menu that a word outside it may be: one slip in five letters, or the same sound. */
    List<Candidate> candidates(String stem) {
        if (stem.length() < SHORTEST_TO_MEND) {
            return List.of();
        }
        String sound = Sound.of(stem);
        List<Candidate> found = new ArrayList<>();
        sounds.forEach((word, wordSound) -> {
            double score = likeness(stem, sound, word, wordSound);
            if (score > 0) {
                found.add(new Candidate(word, score));
            }
        });
        found.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::word));
        return found.size() > MOST_CANDIDATES ? found.subList(0, MOST_CANDIDATES) : found;
    }

    private static double likeness(String stem, String sound, String word, String wordSound) {
        int longer = Math.max(stem.length(), word.length());
        boolean extended = word.length() >= 5 && stem.startsWith(word) && stem.length() - word.length() <= 8;
        if (extended) {
            return 0.8;
        }
        if (word.length() < SHORTEST_TO_MEND || Math.abs(stem.length() - word.length()) > 3) {
            return 0;
        }
        int slips = Spelling.distance(stem, word);
        double alike = 1 - (double) slips / longer;
        boolean sameSound = sound.length() > 1 && sound.equals(wordSound);
        boolean oneSlip = longer >= 5 && slips <= longer / 5 && stem.charAt(0) == word.charAt(0);
        boolean near = oneSlip || (longer >= 7 && slips <= longer / 4);
        boolean heard = sameSound && alike >= ALIKE;
        return near || heard ? 0.4 + 0.6 * alike : 0;
    }
}
