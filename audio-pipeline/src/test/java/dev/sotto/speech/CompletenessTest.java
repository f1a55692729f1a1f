package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.turn.Patience;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {
    @ParameterizedTest
    @CsvSource({
        "ANSWER, yes please, ANSWERED",
        "ORDER, no that's it, ANSWERED",
        "ORDER, a cheeseburger with onions please, ANSWERED",
        "ORDER, un cafe s'il vous plait, ANSWERED",
        "ORDER, a cheeseburger with onions, ORDERED",
        "ORDER, a cheeseburger and, UNFINISHED",
        "ORDER, a cheeseburger with no, UNFINISHED",
        "ORDER, i'd like two, UNFINISHED",
        "ORDER, je voudrais deux, UNFINISHED",
        "ORDER, what is in the soup, UNSURE",
        "ORDER, can you add a small salad to that, ORDERED",
        "ORDER, could i have a, UNFINISHED",
        "ORDER, can i, UNFINISHED",
        "NUMBER, four two, UNFINISHED",
    })
    void thePauseIsAsLongAsTheWordsWant(Expectation asked, String said, Patience patience) {
        var words = Stream.of(said.split(" ", -1))
                .map(word -> new HeardWord(word, 1, 0, 1, false))
                .toList();

        assertThat(Completeness.of(new Heard(words, 1), asked)).isEqualTo(patience);
    }
}
