package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.schemas.speech.Word;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was not heard well is asked about once, in few words, instead of being guessed. */
class DoubtingTest {
    private final Chat chat = new Chat(Menus.english(), "en", null, Clock.systemUTC());

    @Test
    void aNumberThatWasMendedIsAskedAboutAndAYesKeepsIt() {
        assertThat(said("dwo cheeseburgers please")).contains("Did you say two");
        assertThat(said("yes")).doesNotContain("Did you say").contains("else");
        assertThat(said("that's all")).contains("two");
    }

    @Test
    void anotherNumberPutsItRight() {
        said("dwo cheeseburgers please");
        assertThat(said("no, three")).doesNotContain("Did you say");
        assertThat(said("that's all")).contains("three");
    }

    @Test
    void aBareNoTakesItBack() {
        said("dwo cheeseburgers please");
        assertThat(said("no")).contains("change");
        assertThat(said("three cheeseburgers")).doesNotContain("Did you say");
    }

    @Test
    void whatWasHeardClearlyIsNotAskedAbout() {
        assertThat(said("two cokes and a cheeseburger")).doesNotContain("Did you say");
    }

    @Test
    void aSlipInANameIsNoDoubt() {
        assertThat(said("a cheezeburger")).doesNotContain("Did you say");
    }

    @Test
    void aWordThatMustBeMissingIsAskedFor() {
        assertThat(said("a coke and a with bacon")).contains("I missed a word");
        assertThat(said("a cheeseburger with bacon")).doesNotContain("missed");
    }

    @Test
    void aNumberTheRecogniserDoubtsIsAskedAbout() {
        assertThat(heard("two cheeseburgers please", 0.3)).contains("Did you say two");
        assertThat(said("no, one")).doesNotContain("Did you say");
        assertThat(said("that's all")).contains("one cheeseburger");
    }

    @Test
    void anAnswerIsTakenForTheLineThatWasAskedAbout() {
        said("a greek salad with vinaigrette");
        assertThat(heard("three cheeseburgers and a small coke", 0.2, 0.9, 0.9, 0.9, 0.9, 0.9))
                .contains("Did you say three");
        said("two");
        assertThat(said("that's all")).contains("two cheeseburgers").contains("one small");
    }

    @Test
    void aNumberTheRecogniserHeardWellIsNotAskedAbout() {
        assertThat(heard("two cheeseburgers please", 0.8)).doesNotContain("Did you say");
    }

    /** The number was not heard, or never said. */
    @Test
    void severalOfADishWithoutANumberAreAskedAbout() {
        said("a greek salad with vinaigrette");
        assertThat(said("cheeseburgers please")).contains("How many would you like of the cheeseburger?");
        said("three");
        assertThat(said("that's all")).contains("three cheeseburgers");
    }

    @Test
    void oneIsAnAnswerToHowMany() {
        said("a greek salad with vinaigrette");
        said("cheeseburgers please");
        assertThat(said("just one")).contains("Anything else");
    }

    @Test
    void oneDishWithoutANumberIsNotAskedAbout() {
        assertThat(said("cheeseburger please")).doesNotContain("Did you say");
        assertThat(said("the cheeseburgers without onions")).doesNotContain("Did you say");
    }

    @Test
    void askedInFrench() {
        Chat french = new Chat(Menus.french(), "fr", null, Clock.systemUTC());
        assertThat(String.join(" ", french.say("drois cocas"))).contains("Vous avez bien dit trois");
        assertThat(String.join(" ", french.say("oui"))).doesNotContain("Vous avez bien dit");
    }

    /** @param sure how sure the recogniser is of each word; the last for all that follow */
    private String heard(String text, double... sure) {
        List<Word> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            words.add(new Word(word, sure[Math.min(words.size(), sure.length - 1)], 0, 0));
        }
        return String.join(" ", chat.say(new Utterance(text, words)));
    }

    private String said(String words) {
        List<String> answer = chat.say(words);
        return String.join(" ", answer);
    }
}
