package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To "anything else?" a plain yes means that there is more, and a word of content that there is not. */
class AnythingElseTest {
    private final Chat english = new Chat(Menus.english(), "en", null, Clock.systemUTC());
    private final Chat french = new Chat(Menus.french(), "fr", null, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"ok", "perfect", "that's fine", "all good"})
    void contentIsAllInEnglish(String answer) {
        english.say("a cheeseburger");
        assertThat(String.join(" ", english.say(answer))).contains("Shall I place the order?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "yeah", "yes please"})
    void aYesIsMoreInEnglish(String answer) {
        english.say("a cheeseburger");
        assertThat(String.join(" ", english.say(answer))).contains("What would you like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voilà", "c'est bon", "parfait"})
    void contentIsAllInFrench(String answer) {
        french.say("un coca");
        assertThat(String.join(" ", french.say(answer))).contains("livraison");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oui", "ouais"})
    void aYesIsMoreInFrench(String answer) {
        french.say("un coca");
        assertThat(String.join(" ", french.say(answer))).contains("souhaitez");
    }
}
