package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import java.time.Clock;
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
    void askedInFrench() {
        Chat french = new Chat(Menus.french(), "fr", null, Clock.systemUTC());
        assertThat(String.join(" ", french.say("drois cocas"))).contains("Vous avez bien dit trois");
        assertThat(String.join(" ", french.say("oui"))).doesNotContain("Vous avez bien dit");
    }

    private String said(String words) {
        List<String> answer = chat.say(words);
        return String.join(" ", answer);
    }
}
