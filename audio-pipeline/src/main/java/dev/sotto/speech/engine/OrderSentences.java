package dev.sotto.speech.engine;

import dev.sotto.speech.engine.SpeechContext.Kind;
import dev.sotto.speech.engine.SpeechContext.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The sentences callers say to a restaurant, drawn at random from patterns filled with its menu: what a language model
 * is counted from when nobody has transcripts of this restaurant yet. The same context always gives the same sentences.
 */
final class OrderSentences {
    private static final long SEED = 20_26;

    private final Carriers carriers;
    private final Choice items;
    private final Choice sizes;
    private final Choice options;
    private final Choice extras;
    private final Choice sentences;
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    OrderSentences(SpeechContext context, Carriers carriers) {
        this.carriers = carriers;
        this.items = new Choice(context, Kind.ITEM);
        this.sizes = new Choice(context, Kind.SIZE);
        this.options = new Choice(context, Kind.OPTION);
        this.extras = new Choice(context, Kind.EXTRA);
        this.sentences = new Choice(context, Kind.SENTENCE);
    }

    /** {@code share} of confirmations, answers and small talk among {@code count} sentences; the rest orders. */
    void draw(int count, double answerShare, Consumer<List<String>> sink) {
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            double kind = random.nextDouble();
            if (items.isEmpty() || kind < answerShare) {
                answer(words);
            } else if (kind < answerShare + (1 - answerShare) * 0.70) {
                order(words);
            } else if (kind < answerShare + (1 - answerShare) * 0.85) {
                change(words);
            } else {
                fragment(words);
            }
            sink.accept(words);
        }
    }

    private void answer(List<String> words) {
        if (!sentences.isEmpty() && chance(0.1)) {
            sentences.draw(random, words);
        } else {
            pattern("answer", words);
        }
    }

    private void order(List<String> words) {
        if (chance(0.35)) {
            pattern("greeting", words);
        }
        if (chance(0.85)) {
            pattern("opening", words);
        }
        line(words);
        for (double more = 0.4; chance(more); more *= 0.7) {
            pattern("joiner", words);
            line(words);
        }
        if (chance(0.4)) {
            pattern("closing", words);
        }
    }

    private void change(List<String> words) {
        if (chance(0.6)) {
            pattern("correction", words);
        }
        pattern("change", words);
        if (chance(0.3)) {
            pattern("closing", words);
        }
    }

    private void fragment(List<String> words) {
        if (chance(0.2)) {
            pattern("greeting", words);
        }
        pattern("fragment", words);
        if (chance(0.3)) {
            pattern("closing", words);
        }
    }

    private void line(List<String> words) {
        boolean many = chance(0.3);
        pattern(many ? "quantity" : "article", words);
        if (!sizes.isEmpty() && chance(0.45)) {
            sizes.draw(random, words);
        }
        if (!options.isEmpty() && chance(0.2)) {
            options.draw(random, words);
        }
        int first = words.size();
        items.draw(random, words);
        if (many && words.size() > first) {
            words.add(plural(words.removeLast()));
        }
        if (!sizes.isEmpty() && chance(0.05)) {
            sizes.draw(random, words);
        }
        modifiers(words);
    }

    private void modifiers(List<String> words) {
        for (double more = 0.4; chance(more) && !(options.isEmpty() && extras.isEmpty()); more *= 0.6) {
            pattern(extras.isEmpty() ? "choosing" : options.isEmpty() ? "modifying" : chance(0.5) ? "choosing" : "modifying", words);
        }
    }

    private void pattern(String name, List<String> words) {
        for (String part : carriers.draw(name, random).split(" ")) {
            switch (part) {
                case "" -> {}
                case "{line}" -> line(words);
                case "{item}" -> items.draw(random, words);
                case "{items}" -> {
                    items.draw(random, words);
                    words.add(plural(words.removeLast()));
                }
                case "{size}" -> (sizes.isEmpty() ? items : sizes).draw(random, words);
                case "{option}" -> (options.isEmpty() ? extras.isEmpty() ? items : extras : options).draw(random, words);
                case "{extra}" -> (extras.isEmpty() ? options.isEmpty() ? items : options : extras).draw(random, words);
                case "{quantity}" -> pattern("quantity", words);
                default -> {
                    if (part.startsWith("{")) {
                        pattern(part.substring(1, part.length() - 1), words);
                    } else {
                        words.add(part);
                    }
                }
            }
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    static String plural(String word) {
        if (word.endsWith("s")) {
            return word;
        }
        boolean sibilant = word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh") || word.endsWith("z");
        boolean consonantY = word.length() > 2 && word.endsWith("y") && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return sibilant ? word + "es" : consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    /** The phrases of one kind, drawn by weight. */
    private static final class Choice {
        private final List<List<String>> phrases = new ArrayList<>();
        private final List<Double> upTo = new ArrayList<>();
        private double total;

        Choice(SpeechContext context, Kind kind) {
            for (Phrase phrase : context.phrases()) {
                List<String> words = Spelling.words(phrase.text());
                if (phrase.kind() == kind && !words.isEmpty()) {
                    total += phrase.weight();
                    phrases.add(words);
                    upTo.add(total);
                }
            }
        }

        boolean isEmpty() {
            return phrases.isEmpty();
        }

        void draw(RandomGenerator random, List<String> words) {
            double at = random.nextDouble() * total;
            int index = 0;
            while (index < phrases.size() - 1 && upTo.get(index) <= at) {
                index++;
            }
            words.addAll(phrases.get(index));
        }
    }
}
