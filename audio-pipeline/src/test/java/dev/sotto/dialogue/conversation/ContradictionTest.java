package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionTest {
    @Test
    void whatIsBothWantedAndRefusedIsAskedAbout() {
        Talk talk = Talk.onThePhone(Menus.english())
                .guest("a cheeseburger with bacon and without bacon")
                .house("One cheeseburger without bacon. With bacon or without?")
                .guest("with bacon")
                .guest("that's all")
                .guest("yes");
        assertThat(talk.placed().totalMinor()).isEqualTo(1050 + 180);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a cheeseburger with bacon actually without bacon",
                "two cheeseburgers one with bacon and one without bacon",
                "a cheeseburger with bacon and a classic burger without bacon",
                "a cheeseburger without onions and with pickles"
            })
    void aCorrectionAndTwoDishesAreNone(String words) {
        Talk talk = Talk.onThePhone(Menus.english()).guest(words);
        assertThat(talk.said()).doesNotContain("or without");
    }
}
