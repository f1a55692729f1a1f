package dev.sotto.speech.engine.wording;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechContext.Dish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The sentences callers say to a restaurant, drawn at random from patterns filled with its menu: what a language model
 * is counted from when nobody has transcripts of this restaurant yet. The same context always gives the same sentences.
 */
public final class OrderSentences {
    private static final long SEED = 20_26;

    /** How much of what is said is an answer, and no order, when this is expected. */
    private static final Map<Expectation, Double> ANSWER_SHARE =
            Map.of(Expectation.ORDER, 0.25, Expectation.ANSWER, 0.85, Expectation.NUMBER, 1.0);

    private final Carriers carriers;
    private final Expectation expectation;
    private final List<SpokenDish> dishes;
    private final List<List<String>> sentences;
    private final double totalWeight;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /** English ones, which are all there are patterns for. */
    public OrderSentences(SpeechContext context, Expectation expectation) {
        this(context, Carriers.english(), expectation);
    }

    private OrderSentences(SpeechContext context, Carriers carriers, Expectation expectation) {
        this.carriers = carriers;
        this.expectation = expectation;
        this.dishes = context.dishes().stream()
                .map(SpokenDish::of)
                .filter(dish -> !dish.names.isEmpty())
                .toList();
        this.sentences = spoken(context.sentences());
        this.totalWeight = dishes.stream().mapToDouble(SpokenDish::weight).sum();
    }

    /** This many sentences: confirmations, answers and questions; the rest orders. */
    public void draw(int count, Consumer<List<String>> sink) {
        double answerShare = ANSWER_SHARE.getOrDefault(expectation, 0.0);
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            double kind = random.nextDouble();
            if (dishes.isEmpty() || kind < answerShare) {
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
        if (expectation != Expectation.NUMBER && !sentences.isEmpty() && chance(0.1)) {
            words.addAll(oneOf(sentences));
        } else {
            part(
                    switch (expectation) {
                        case ORDER -> "answer";
                        case ANSWER -> "decision";
                        case NUMBER -> "dictated";
                    },
                    anyDish(),
                    words);
        }
    }

    private void order(List<String> words) {
        maybe(0.35, "greeting", words);
        maybe(0.85, "opening", words);
        line(anyDish(), words);
        for (double more = 0.4; chance(more); more *= 0.7) {
            part("joiner", anyDish(), words);
            line(anyDish(), words);
        }
        maybe(0.4, "closing", words);
    }

    private void change(List<String> words) {
        maybe(0.6, "correction", words);
        part("change", anyDish(), words);
        maybe(0.3, "closing", words);
    }

    private void fragment(List<String> words) {
        maybe(0.2, "greeting", words);
        part("fragment", anyDish(), words);
        maybe(0.3, "closing", words);
    }

    private void line(SpokenDish dish, List<String> words) {
        boolean many = chance(0.3);
        part(many ? "quantity" : "article", dish, words);
        if (!dish.sizes.isEmpty() && chance(0.5)) {
            words.addAll(oneOf(dish.sizes));
        }
        if (!dish.options.isEmpty() && chance(0.25)) {
            words.addAll(oneOf(dish.options));
        }
        words.addAll(oneOf(dish.names));
        if (many) {
            words.add(plural(words.removeLast()));
        }
        for (double more = 0.4; chance(more); more *= 0.6) {
            modifier(dish, words);
        }
    }

    private void modifier(SpokenDish dish, List<String> words) {
        double kind = random.nextDouble();
        if (kind < 0.4 && !dish.options.isEmpty()) {
            part("choosing", dish, words);
        } else if (kind < 0.7 && !dish.parts.isEmpty()) {
            part("removing", dish, words);
        } else if (!dish.extras.isEmpty()) {
            part("adding", dish, words);
        }
    }

    private void maybe(double probability, String name, List<String> words) {
        if (chance(probability)) {
            part(name, anyDish(), words);
        }
    }

    /** One sentence part; the places in it are all about the same dish, except {other}. */
    private void part(String name, SpokenDish dish, List<String> words) {
        for (String piece : carriers.draw(name, random).split(" ", -1)) {
            switch (piece) {
                case "" -> {}
                case "{line}" -> line(dish, words);
                case "{other}" -> line(anyDish(), words);
                case "{item}" -> words.addAll(oneOf(dish.names));
                case "{items}" -> {
                    words.addAll(oneOf(dish.names));
                    words.add(plural(words.removeLast()));
                }
                case "{size}" -> words.addAll(oneOf(dish.sizes.isEmpty() ? dish.names : dish.sizes));
                case "{option}" -> words.addAll(oneOf(dish.options.isEmpty() ? dish.names : dish.options));
                case "{extra}" -> words.addAll(oneOf(dish.extras.isEmpty() ? dish.names : dish.extras));
                case "{part}" -> words.addAll(oneOf(dish.parts.isEmpty() ? dish.names : dish.parts));
                default -> {
                    if (piece.startsWith("{")) {
                        part(piece.substring(1, piece.length() - 1), dish, words);
                    } else {
                        words.add(piece);
                    }
                }
            }
        }
    }

    private SpokenDish anyDish() {
        double at = random.nextDouble() * totalWeight;
        for (SpokenDish dish : dishes) {
            at -= dish.weight;
            if (at <= 0) {
                return dish;
            }
        }
        return dishes.isEmpty() ? SpokenDish.NOTHING : dishes.getLast();
    }

    private List<String> oneOf(List<List<String>> phrases) {
        return phrases.isEmpty() ? List.of() : phrases.get(random.nextInt(phrases.size()));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    static String plural(String word) {
        if (word.endsWith("s")) {
            return word;
        }
        boolean sibilant = word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh") || word.endsWith("z");
        boolean consonantY =
                word.length() > 2 && word.endsWith("y") && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
        return sibilant ? word + "es" : consonantY ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    private static List<List<String>> spoken(List<String> texts) {
        return texts.stream()
                .map(Spelling::words)
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private record SpokenDish(
            List<List<String>> names,
            List<List<String>> sizes,
            List<List<String>> options,
            List<List<String>> extras,
            List<List<String>> parts,
            double weight) {
        static final SpokenDish NOTHING = new SpokenDish(List.of(), List.of(), List.of(), List.of(), List.of(), 1);

        static SpokenDish of(Dish dish) {
            return new SpokenDish(
                    spoken(dish.names()),
                    spoken(dish.sizes()),
                    spoken(dish.options()),
                    spoken(dish.extras()),
                    spoken(dish.parts()),
                    dish.weight());
        }
    }
}
