package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuVocabulary.Kind;
import dev.sotto.dialogue.menu.MenuVocabulary.Phrase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MenuVocabularyTest {
    @Test
    void everyWordOfTheMenuIsExpectedOnceWithItsKind() {
        List<Phrase> phrases =
                MenuVocabulary.phrases(MenuFile.load(Path.of("..", "infra", "restaurants", "harbour-grill.yaml")));
        assertThat(phrases)
                .doesNotHaveDuplicates()
                .contains(
                        new Phrase(Kind.ITEM, "cheese burger"),
                        new Phrase(Kind.SIZE, "large"),
                        new Phrase(Kind.OPTION_VALUE, "well done"),
                        new Phrase(Kind.INGREDIENT, "jalapeños"),
                        new Phrase(Kind.QUANTITY, "two"),
                        new Phrase(Kind.CARRIER, "hold the"));
    }

    @Test
    void aFrenchRestaurantIsSpokenToInFrench() {
        assertThat(MenuVocabulary.phrases(MenuFile.load(Path.of("..", "infra", "restaurants", "chez-lucette.yaml"))))
                .contains(
                        new Phrase(Kind.ITEM, "jus d'orange"),
                        new Phrase(Kind.QUANTITY, "deux"),
                        new Phrase(Kind.CARRIER, "s'il vous plaît"))
                .doesNotContain(new Phrase(Kind.CARRIER, "please"));
    }
}
