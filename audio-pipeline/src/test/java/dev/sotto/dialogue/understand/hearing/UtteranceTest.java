package dev.sotto.dialogue.understand.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.speech.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtteranceTest {
    private static final Language ENGLISH = Language.of("en");

    @Test
    void everyTokenIsAsSureAsTheWordItIsOf() {
        Utterance said = new Utterance("I'd like two", List.of(word("I'd", 0.9), word("like", 0.8), word("two", 0.2)));
        assertThat(said.tokens(ENGLISH).getLast().sure()).isEqualTo(0.2);
        assertThat(said.tokens(ENGLISH).getFirst().sure()).isEqualTo(0.9);
    }

    @Test
    void aHesitationTakesNobodysPlace() {
        Utterance said = new Utterance("um two colas", List.of(word("um", 0.1), word("two", 0.5), word("colas", 0.7)));
        assertThat(said.tokens(ENGLISH)).extracting(Token::sure).containsExactly(0.5, 0.7);
    }

    @Test
    void wordsThatAreNotThoseOfTheTextPutNothingInDoubt() {
        Utterance said = new Utterance("two colas please", List.of(word("two", 0.1)));
        assertThat(said.tokens(ENGLISH)).extracting(Token::sure).containsOnly(1.0);
    }

    @Test
    void whatWasWrittenIsCertain() {
        assertThat(Utterance.written("two colas").tokens(ENGLISH))
                .extracting(Token::sure)
                .containsOnly(1.0);
    }

    private static Word word(String text, double confidence) {
        return new Word(text, confidence, 0, 0);
    }
}
