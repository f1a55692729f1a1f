package dev.sotto.speech.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechContext.Dish;
import dev.sotto.speech.engine.wording.OrderSentences;
import dev.sotto.speech.engine.wording.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelTest {
    @TempDir
    private Path folder;

    @Test
    void textsBecomeWordsADictionaryKnows() {
        assertThat(Spelling.words("Crème brûlée & 2% milk, 12\" – O'Brien's 105"))
                .containsExactly(
                        "creme",
                        "brulee",
                        "and",
                        "two",
                        "percent",
                        "milk",
                        "twelve",
                        "o'brien's",
                        "one",
                        "hundred",
                        "five");
    }

    @Test
    void ipaBecomesTheRecognisersPhones() {
        assertThat(LetterToSound.fromIpa("tˌæɡliətˈɛlɪ"))
                .containsExactly("T", "AE", "G", "L", "IY", "AH", "T", "EH", "L", "IH");
        assertThat(LetterToSound.fromIpa("dʒˈæm tʃiːz")).containsExactly("JH", "AE", "M", "CH", "IY", "Z");
        assertThat(LetterToSound.fromIpa("bˈʌtn̩")).containsExactly("B", "AH", "T", "AH", "N");
        assertThat(LetterToSound.fromIpa("")).isEmpty();
    }

    @Test
    void whatTheDictionaryLacksIsSpelledOutAndPluralsFollowTheirWord() throws IOException {
        Path dictionary = folder.resolve("dict");
        Files.writeString(dictionary, "burger B ER G ER\nnaan N AA N\nnaan(2) N AE N\nsandwich S AE N D W IH CH\n");
        var pronunciations =
                new Pronunciations(dictionary, new LetterToSound(word -> word.equals("cacio") ? "kˈɑːtʃəʊ" : ""));

        var unknown =
                pronunciations.write(folder.resolve("out"), List.of("burgers", "naan", "sandwiches", "cacio", "xqz"));

        assertThat(Files.readAllLines(folder.resolve("out")))
                .containsExactlyInAnyOrder(
                        "burgers B ER G ER Z",
                        "cacio K AA CH OW",
                        "naan N AA N",
                        "naan(2) N AE N",
                        "sandwiches S AE N D W IH CH IH Z");
        assertThat(unknown).containsExactly("xqz");
    }

    @Test
    void theModelsProbabilitiesAddUpToOneInEveryContext() throws IOException {
        TrigramModel model = new TrigramModel(new TrigramModel.Weights(0.3, 0.1));
        model.count(List.of("a", "large", "latte"));
        model.count(List.of("a", "small", "latte", "please"));
        model.count(List.of("two", "large", "lattes"));
        Path file = folder.resolve("lm");
        model.write(file, Map.of("weather", 0.5, "a", 0.5));

        Arpa arpa = Arpa.read(file);
        assertThat(arpa.sumAfter()).isCloseTo(1, within(0.002));
        assertThat(arpa.sumAfter("a")).isCloseTo(1, within(0.002));
        assertThat(arpa.sumAfter("a", "large")).isCloseTo(1, within(0.002));
        assertThat(arpa.sumAfter("large")).isCloseTo(1, within(0.002));
    }

    @Test
    void theSameMenuAlwaysGivesTheSameSentencesAndAllOfItsNames() {
        SpeechContext context = new SpeechContext(
                "x",
                "en",
                List.of(
                        new Dish(List.of("Flat white"), List.of("Small"), List.of("oat milk"), List.of(), List.of(), 1),
                        new Dish(List.of("Bagel"), List.of(), List.of(), List.of("bacon"), List.of("butter"), 1)),
                List.of());
        List<String> first = sentences(context);

        assertThat(first).isEqualTo(sentences(context));
        assertThat(String.join(" ", first))
                .contains("flat white", "oat milk", "bagels", "bacon", "no butter", "small")
                .doesNotContain("{");
        assertThat(first.stream().filter(sentence -> sentence.startsWith("yes")))
                .isNotEmpty();
    }

    private static List<String> sentences(SpeechContext context) {
        List<String> sentences = new ArrayList<>();
        new OrderSentences(context, Expectation.ORDER).draw(2000, words -> sentences.add(String.join(" ", words)));
        return sentences;
    }

    /** An independent reader of what we write. */
    private record Arpa(Map<String, Double> probabilities, Map<String, Double> fallbacks, List<String> words) {
        static Arpa read(Path file) throws IOException {
            Arpa arpa = new Arpa(new HashMap<>(), new HashMap<>(), new ArrayList<>());
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", -1);
                if (fields.length > 1) {
                    arpa.probabilities.put(fields[1], Math.pow(10, Double.parseDouble(fields[0])));
                    arpa.fallbacks.put(fields[1], fields.length > 2 ? Math.pow(10, Double.parseDouble(fields[2])) : 1);
                    if (!fields[1].contains(" ")) {
                        arpa.words.add(fields[1]);
                    }
                }
            }
            return arpa;
        }

        double sumAfter(String... context) {
            return words.stream()
                    .filter(word -> !word.equals("<s>"))
                    .mapToDouble(word -> probability(List.of(context), word))
                    .sum();
        }

        private double probability(List<String> context, String word) {
            String history = String.join(" ", context);
            Double known = probabilities.get(history.isEmpty() ? word : history + " " + word);
            if (known != null || context.isEmpty()) {
                return known == null ? 0 : known;
            }
            double fallback = fallbacks.getOrDefault(history, 1.0);
            return fallback * probability(context.subList(1, context.size()), word);
        }
    }
}
