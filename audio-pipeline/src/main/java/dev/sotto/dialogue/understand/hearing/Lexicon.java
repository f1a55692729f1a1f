package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Mention.Reading;
import dev.sotto.schemas.restaurant.rules.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every phrase of one menu and one language as a tree of words, with the words it may have been misheard as. */
public final class Lexicon {
    private static final int SHORTEST_TO_MEND = 3;
    /** Shorter words must sound alike but for one letter; a slip in them is too often another word. */
    private static final int SHORTEST_TO_SLIP = 4;

    private static final int MOST_CANDIDATES = 4;
    private static final int SHORTEST_CUE = 2;
    private static final double ALIKE = 0.6;
    /** Words of the language are short, and a dish is easily as near to one: "white" to "with". */
    private static final double ALIKE_CUE = 0.66;
    /** Every sound is right and every vowel: only the letters differ. */
    private static final double SPELLED_OTHERWISE = 0.9;
    /** Of a word of two letters one may be wrong. */
    private static final double ALIKE_OF_TWO = 0.5;

    private static final Pattern VOWELS = Pattern.compile("[aeiouy]");

    /** A word the menu holds that a spoken word may stand for, and how sure that is. */
    record Candidate(String word, double score) {}

    /** How a word sounds, without and with its vowels. */
    private record Heard(String sound, String spelled) {
        static Heard of(String word) {
            return new Heard(Sound.of(word), Sound.spelled(word));
        }
    }

    private record Form(String stem, Heard heard) {}

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
    private final Map<String, Heard> sounds = new HashMap<>();
    /** Words as the menu writes them, where that is not their stem: fries, cherries. */
    private final Map<String, Form> forms = new HashMap<>();

    private final Map<String, Set<String>> nouns = new HashMap<>();
    private final Set<String> accented = new HashSet<>();
    private final Map<String, List<String>> cuesBySound = new HashMap<>();
    private final Map<String, String> cueSpellings = new HashMap<>();

    private final Set<String> numbers = new HashSet<>();

    Lexicon(Language language) {
        language.signals().forEach((words, meanings) -> {
            Node node = signals;
            for (String word : words) {
                node = node.next(word);
                if (word.length() >= SHORTEST_CUE) {
                    List<String> alike = cuesBySound.computeIfAbsent(Sound.of(word), any -> new ArrayList<>());
                    if (cueSpellings.putIfAbsent(word, Sound.spelled(word)) == null) {
                        alike.add(word);
                    }
                }
            }
            if (words.size() == 1 && language.numberOf(words.getFirst()) > 1) {
                numbers.add(words.getFirst());
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
            sounds.computeIfAbsent(stem, Heard::of);
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

    /** The word that says what a dish is; the others of its name say which. */
    void noun(String itemId, String stem) {
        nouns.computeIfAbsent(itemId, any -> new HashSet<>()).add(stem);
    }

    boolean isNoun(String itemId, String stem) {
        return nouns.getOrDefault(itemId, Set.of()).contains(stem);
    }

    /** A word that the menu writes with accents only. */
    void accented(String stem) {
        accented.add(stem);
    }

    /** A word as the menu writes it, which may be misheard as such: "friez" is nearer to fries than to fry. */
    void written(String plain, String stem) {
        if (!plain.equals(stem)) {
            forms.put(plain, new Form(stem, Heard.of(plain)));
        }
    }

    boolean isWritten(String plain) {
        return forms.containsKey(plain);
    }

    boolean isAccented(String stem) {
        return accented.contains(stem);
    }

    public boolean knows(String stem) {
        return sounds.containsKey(stem);
    }

    /** Whether a name of the menu that begins with these words goes on behind them. */
    public boolean namesBeyond(List<Token> tokens, int from, int to) {
        Node node = menu;
        for (int at = from; at < tokens.size() && (at == from || !tokens.get(at).afterBreak()); at++) {
            node = node.follow(tokens.get(at).stem());
            if (node == null) {
                return false;
            }
            if (at >= to && node.readings.stream().anyMatch(reading -> reading.score() == 1)) {
                return true;
            }
        }
        return false;
    }

    /** Words of the language that sound like a word nobody knows, and are spelled most like it: wiz, zans, dwo, nu. */
    List<String> cuesLike(String plain) {
        if (plain.length() < SHORTEST_CUE) {
            return List.of();
        }
        Heard heard = Heard.of(plain);
        double alike = plain.length() == SHORTEST_CUE ? ALIKE_OF_TWO : ALIKE_CUE;
        List<String> sounding = cuesBySound.getOrDefault(heard.sound(), List.of()).stream()
                .filter(word -> Math.abs(word.length() - plain.length()) <= 1)
                .filter(word -> isSpelledAlike(word, heard)
                        || 1 - (double) Spelling.distance(word, plain) / Math.max(word.length(), plain.length())
                                >= alike)
                .toList();
        int fewest = sounding.stream()
                .mapToInt(word -> Spelling.distance(word, plain))
                .min()
                .orElse(0);
        List<String> nearest = sounding.stream()
                .filter(word -> Spelling.distance(word, plain) == fewest)
                .toList();
        List<String> sameVowels = preferred(nearest, word -> isSpelledAlike(word, heard));
        List<String> best = preferred(sameVowels, word -> word.length() == plain.length());
        return Stream.concat(
                        best.stream(),
                        nearest.stream().filter(word -> word.length() == plain.length() && numbers.contains(word)))
                .distinct()
                .limit(MOST_CANDIDATES)
                .toList();
    }

    private boolean isSpelledAlike(String cue, Heard heard) {
        return heard.spelled().equals(cueSpellings.get(cue));
    }

    private static List<String> preferred(List<String> words, Predicate<String> better) {
        List<String> those = words.stream().filter(better).toList();
        return those.isEmpty() ? words : those;
    }

    /** Words of the menu that a word outside it may be: one slip in five letters, the same sound, or another vowel. */
    List<Candidate> candidates(Token token) {
        String stem = token.stem();
        if (stem.length() < SHORTEST_TO_MEND) {
            return List.of();
        }
        Heard heard = Heard.of(stem);
        Map<String, Double> scores = new HashMap<>();
        sounds.forEach((word, known) -> scores.put(word, likeness(stem, heard, word, known)));
        Heard said = Heard.of(token.plain());
        forms.forEach((word, form) -> {
            if (sounds.containsKey(form.stem())) {
                scores.merge(form.stem(), likeness(token.plain(), said, word, form.heard()), Math::max);
            }
        });
        List<Candidate> found = new ArrayList<>();
        scores.forEach((word, score) -> {
            if (score > 0) {
                found.add(new Candidate(word, score));
            }
        });
        found.sort(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::word));
        return found.size() > MOST_CANDIDATES ? found.subList(0, MOST_CANDIDATES) : found;
    }

    private static double likeness(String stem, Heard heard, String word, Heard known) {
        int longer = Math.max(stem.length(), word.length());
        boolean extended = word.length() >= 5 && stem.startsWith(word) && stem.length() - word.length() <= 8;
        if (extended) {
            return 0.8;
        }
        if (word.length() < SHORTEST_TO_MEND || Math.abs(stem.length() - word.length()) > 3) {
            return 0;
        }
        if (heard.spelled().equals(known.spelled())) {
            return SPELLED_OTHERWISE;
        }
        String sound = heard.sound();
        int slips = Spelling.distance(stem, word);
        double alike = 1 - (double) slips / longer;
        if (longer < SHORTEST_TO_SLIP) {
            return slips == 1 && sound.length() > 1 && sound.equals(known.sound()) ? 0.4 + 0.6 * alike : 0;
        }
        // "Coki", "meyo": all but one sound is vowels, and only a word as long can be meant.
        boolean telling = sound.length() > 1 || (slips == 1 && stem.length() == word.length());
        boolean sameSound = telling && sound.equals(known.sound());
        boolean oneSlip = longer >= 5 && slips <= longer / 5;
        boolean near = oneSlip || (longer >= 7 && slips <= longer / 4);
        boolean alikeInAll = sameSound && alike > ALIKE;
        // "Cefé", "lerge": whoever hears the wrong vowel still hears where it stands.
        boolean otherVowel =
                slips == 1 && stem.length() == word.length() && consonants(stem).equals(consonants(word));
        return near || alikeInAll || otherVowel ? 0.4 + 0.6 * alike : 0;
    }

    /** Words of the menu as short as this one that differ from it by a vowel: "beo" of bao buns, "tee" of jasmine tea. */
    List<String> vowelSlips(String stem) {
        return stem.length() != SHORTEST_TO_MEND
                ? List.of()
                : sounds.keySet().stream()
                        .filter(word -> word.length() == stem.length()
                                && Spelling.distance(word, stem) == 1
                                && consonants(word).equals(consonants(stem)))
                        .toList();
    }

    /** Numbers that sound like a word nobody knows: "thri", "fur". */
    List<String> numbersLike(String plain) {
        String sound = Sound.of(plain);
        return numbers.stream()
                .filter(number -> Sound.of(number).equals(sound)
                        && Math.abs(number.length() - plain.length()) <= 1
                        && number.charAt(0) == plain.charAt(0))
                .toList();
    }

    private static String consonants(String word) {
        return VOWELS.matcher(word).replaceAll("");
    }
}
