package dev.sotto.speech.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.speech.NativeSpeech;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechContext.Dish;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import dev.sotto.speech.sound.Recording;
import dev.sotto.speech.sound.UnreadableSoundException;
import dev.sotto.speech.sound.WavFile;
import dev.sotto.speech.voice.Espeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static SpeechEngine engine;

    @BeforeAll
    static void open() {
        NativeSpeech.require();
        engine = PocketSphinx.open(
                NativeSpeech.MODEL,
                new PocketSphinx.Limits(2, 4),
                new Espeak(Path.of("espeak-ng"))::ipa,
                Runnable::run);
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void ordersOfThreeVoicesOnATelephoneLineAreMostlyRight() {
        WordErrors errors = new WordErrors();
        List<String> voices = List.of("slt", "rms", "awb");
        List<String> orders = List.of(
                "could i have two falafel wraps and a large ginger ale",
                "i'd like a shawarma plate with extra hummus and no pickles please",
                "one lentil soup and three spinach pies thanks",
                "can we get a falafel wrap without tahini",
                "make that a small ginger ale instead",
                "a knafeh and two mint teas please",
                "yes that's right",
                "no cancel the order");
        for (int i = 0; i < orders.size(); i++) {
            String voice = voices.get(i % voices.size());
            Recording spoken = Recording.spoken(voice, orders.get(i));
            errors.add(orders.get(i), heard(menu(), spoken.sampleRateHz(), spoken.samples()));
        }
        assertThat(errors.rate()).as(errors.toString()).isLessThan(0.30);
    }

    @Test
    void whoKnowsThatANumberWasAskedForHearsMoreDigits() throws IOException, UnreadableSoundException {
        Path folder = sharedAudio();
        WordErrors asked = new WordErrors();
        WordErrors notAsked = new WordErrors();
        for (String line : Files.readAllLines(folder.resolve("transcripts.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (fields[0].startsWith("digits/")) {
                WavFile wav = WavFile.parse(Files.readAllBytes(folder.resolve(fields[0])));
                asked.add(fields[1], heard(menu(), wav.sampleRateHz(), wav.samples(), Expectation.NUMBER));
                notAsked.add(fields[1], heard(menu(), wav.sampleRateHz(), wav.samples(), Expectation.ORDER));
            }
        }

        assertThat(asked.rate()).as(asked + " instead of " + notAsked).isLessThan(notAsked.rate() * 0.8);
    }

    @Test
    void speechAboutSomethingElseIsMostlyToldFromAnOrder() {
        List<String> sentences = List.of(
                "the committee will publish its annual report in september",
                "my brother repaired the engine of his motorcycle yesterday",
                "scientists discovered a new planet near a distant star",
                "please remember to water the garden while we are travelling",
                "the football players were exhausted after the second half");
        long refused = sentences.stream()
                .map(sentence -> Recording.spoken("slt", sentence))
                .map(spoken -> heard(menu(), spoken.sampleRateHz(), spoken.samples()))
                .filter(heard -> heard.shareOutsideMenu() >= 0.3 || heard.confidence() < 0.3)
                .count();

        assertThat(refused).isGreaterThanOrEqualTo(4);
    }

    @Test
    void peopleReadingCardsAreHeardWithAMenuOfCards() throws IOException, UnreadableSoundException {
        Path folder = sharedAudio();
        List<Dish> cards = new ArrayList<>();
        for (String suit : List.of("clubs", "spades", "hearts", "diamonds")) {
            for (String rank : List.of(
                    "ace", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "jack", "queen",
                    "king")) {
                cards.add(dish(rank + " of " + suit));
            }
        }
        SpeechContext context = new SpeechContext("cards", "en", cards, List.of());
        WordErrors errors = new WordErrors();
        for (String line : Files.readAllLines(folder.resolve("transcripts.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (fields[0].startsWith("cards/")) {
                WavFile wav = WavFile.parse(Files.readAllBytes(folder.resolve(fields[0])));
                errors.add(fields[1], heard(context, wav.sampleRateHz(), wav.samples()));
            }
        }
        assertThat(errors.rate()).as(errors.toString()).isLessThan(0.35);
    }

    @Test
    void whatElseATurnMayHaveBeenIsTold() {
        Recording spoken = Recording.spoken("awb", "could i get one lentil soup and two mint teas");

        Heard heard = heard(menu(), spoken.sampleRateHz(), spoken.samples());

        assertThat(heard.alternatives()).isNotEmpty().doesNotHaveDuplicates().doesNotContain(heard.text());
    }

    @Test
    void aMissingModelIsOneSentenceAndNoFailure() {
        try (SpeechEngine none = PocketSphinx.open(
                Path.of("no-such-folder"), new PocketSphinx.Limits(1, 1), word -> "", Runnable::run)) {
            assertThat(none.readiness("en"))
                    .isInstanceOfSatisfying(
                            Readiness.NotReady.class,
                            notReady -> assertThat(notReady.reason())
                                    .contains("apt-get install libpocketsphinx3 pocketsphinx-en-us"));
        }
    }

    @Test
    void frenchIsNotPretendedTo() {
        assertThat(engine.readiness("fr")).isInstanceOf(Readiness.NotReady.class);
        assertThat(engine.readiness("en")).isInstanceOf(Readiness.Ready.class);
    }

    private static Heard heard(SpeechContext context, int sampleRateHz, short[] samples) {
        return heard(context, sampleRateHz, samples, Expectation.ORDER);
    }

    private static Heard heard(SpeechContext context, int sampleRateHz, short[] samples, Expectation expectation) {
        Listening listening = engine.listen(context, sampleRateHz);
        listening.hear(samples);
        return listening.heard(expectation);
    }

    private static SpeechContext menu() {
        List<String> sizes = List.of("small", "large");
        List<String> extras = List.of("hummus", "tahini", "feta");
        List<String> parts = List.of("pickles", "tahini", "onions");
        return new SpeechContext(
                "levantine",
                "en",
                List.of(
                        new Dish(List.of("Falafel wrap"), List.of(), List.of("spicy"), extras, parts, 1),
                        new Dish(List.of("Shawarma plate"), List.of(), List.of("spicy"), extras, parts, 1),
                        dish("Lentil soup"),
                        dish("Spinach pie"),
                        dish("Knafeh"),
                        dish("Mint tea"),
                        new Dish(List.of("Ginger ale"), sizes, List.of(), List.of(), List.of("ice"), 1)),
                List.of());
    }

    private static Dish dish(String name) {
        return new Dish(List.of(name), List.of(), List.of(), List.of(), List.of(), 1);
    }

    private static Path sharedAudio() {
        String told = System.getenv("SOTTO_TEST_DATA");
        Path found = told == null ? null : Path.of(told, "audio");
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path sibling = at.resolveSibling("shared").resolve("data/audio");
            found = Files.isDirectory(sibling) ? sibling : null;
        }
        assumeTrue(found != null, "no test data: set SOTTO_TEST_DATA or put it at ../shared/data");
        return found == null ? Path.of("") : found;
    }
}
