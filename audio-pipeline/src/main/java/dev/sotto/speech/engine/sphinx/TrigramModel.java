package dev.sotto.speech.engine.sphinx;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trigram language model counted from sentences and written as an ARPA file. Interpolated smoothing: from every
 * context a fixed least share falls back to the shorter one, down to single words where common words outside the menu
 * take their share, so that speech about something else does not have to become a dish.
 */
final class TrigramModel {
    private static final String START = "<s>";
    private static final String END = "</s>";
    private static final int BITS = 20;

    private final Weights weights;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final Map<Long, Context> pairs = new HashMap<>();
    private final Map<Long, Context> singles = new HashMap<>();
    private final Context none = new Context();

    /**
     * @param backgroundShare how much of the single-word level belongs to common words
     * @param leastFallback the least share of a context that falls back to the shorter one
     */
    record Weights(double backgroundShare, double leastFallback) {}

    TrigramModel(Weights weights) {
        this.weights = weights;
        id(START);
        id(END);
    }

    void count(Collection<String> sentence) {
        long before = -1;
        long last = id(START);
        for (String word : sentence) {
            long next = id(word);
            count(before, last, next);
            before = last;
            last = next;
        }
        count(before, last, id(END));
    }

    /** Every word the sentences had. */
    Collection<String> vocabulary() {
        return List.copyOf(words.subList(2, words.size()));
    }

    /** {@code background}: common words with their probabilities, none of them END or START. */
    void write(Path file, Map<String, Double> background) throws IOException {
        double backgroundTotal =
                background.values().stream().mapToDouble(Double::doubleValue).sum();
        background.keySet().forEach(this::id);
        double[] unigram = new double[words.size()];
        for (int w = 0; w < unigram.length; w++) {
            double menu = (double) none.counts.getOrDefault((long) w, 0) / none.total;
            double common = background.getOrDefault(words.get(w), 0.0) / backgroundTotal;
            unigram[w] = (1 - weights.backgroundShare) * menu + weights.backgroundShare * common;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "\\data\\\nngram 1=" + unigram.length + "\nngram 2=" + size(singles) + "\nngram 3=" + size(pairs));
            out.write("\n\n\\1-grams:\n");
            for (int w = 0; w < unigram.length; w++) {
                Context context = singles.get((long) w);
                double logProbability = w == 0 ? -99 : Math.log10(unigram[w]);
                line(out, logProbability, words.get(w), context == null ? 0 : Math.log10(context.fallback()));
            }
            out.write("\n\\2-grams:\n");
            writeBigrams(out, unigram);
            out.write("\n\\3-grams:\n");
            writeTrigrams(out, unigram);
            out.write("\n\\end\\\n");
        }
    }

    private void writeBigrams(BufferedWriter out, double[] unigram) throws IOException {
        for (var entry : singles.entrySet()) {
            long first = entry.getKey();
            for (long second : entry.getValue().counts.keySet()) {
                Context longer = pairs.get(first << BITS | second);
                line(
                        out,
                        Math.log10(entry.getValue().probability(second, unigram[(int) second])),
                        word(first) + " " + word(second),
                        longer == null ? 0 : Math.log10(longer.fallback()));
            }
        }
    }

    private void writeTrigrams(BufferedWriter out, double[] unigram) throws IOException {
        for (var entry : pairs.entrySet()) {
            long second = entry.getKey() & ((1L << BITS) - 1);
            Context shorter = context(singles, second);
            for (long third : entry.getValue().counts.keySet()) {
                double lower = shorter.probability(third, unigram[(int) third]);
                double probability = entry.getValue().probability(third, lower);
                String words = word(entry.getKey() >> BITS) + " " + word(second) + " " + word(third);
                out.write(fixed(Math.log10(probability)) + "\t" + words + "\n");
            }
        }
    }

    private static void line(BufferedWriter out, double probability, String words, double fallback) throws IOException {
        out.write(fixed(probability) + "\t" + words + "\t" + fixed(fallback) + "\n");
    }

    /** Four decimals; String.format would take most of the time a model takes. */
    private static String fixed(double logProbability) {
        return Double.toString(Math.round(logProbability * 10_000) / 10_000.0);
    }

    private void count(long before, long last, long next) {
        none.add(next);
        context(singles, last).add(next);
        if (before >= 0) {
            context(pairs, before << BITS | last).add(next);
        }
    }

    private Context context(Map<Long, Context> contexts, long key) {
        return contexts.computeIfAbsent(key, _ -> new Context());
    }

    private static int size(Map<Long, Context> contexts) {
        return contexts.values().stream()
                .mapToInt(context -> context.counts.size())
                .sum();
    }

    private String word(long id) {
        return words.get((int) id);
    }

    private int id(String word) {
        return ids.computeIfAbsent(word, added -> {
            words.add(added);
            return words.size() - 1;
        });
    }

    /** What followed one context, and how often. */
    private final class Context {
        private final Map<Long, Integer> counts = new HashMap<>();
        private int total;

        void add(long next) {
            counts.merge(next, 1, Integer::sum);
            total++;
        }

        /** Witten-Bell: the more different words followed, the likelier a new one; but never below the least share. */
        double fallback() {
            double wittenBell = (double) counts.size() / (counts.size() + total);
            return Math.max(wittenBell, weights.leastFallback);
        }

        double probability(long next, double shorter) {
            double fallback = fallback();
            return (1 - fallback) * counts.getOrDefault(next, 0) / total + fallback * shorter;
        }
    }
}
