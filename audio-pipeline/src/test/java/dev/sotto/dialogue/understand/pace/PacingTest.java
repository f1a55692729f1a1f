package dev.sotto.dialogue.understand.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.understand.Understander;
import dev.sotto.dialogue.understand.Understood;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    private static final Understander ENGLISH = new Understander(Menus.bistro(), "en");
    private static final Understander FRENCH = new Understander(Menus.bistrot(), "fr");

    /** The order, then what of it is made now (!) and what waits (~). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two soups now and the steaks later | 2 soup, 1 steak | !soup ~steak",
                "two soups and two steaks soups now steaks later | 2 soup, 2 steak | !soup ~steak",
                "two soups and two steaks, the soups first and then the steaks | 2 soup, 2 steak | !soup ~steak",
                "a soup, a green salad now, and two steaks later please | 1 soup, 1 leaves, 2 steak | !soup !leaves ~steak",
                "a soup and a steak starters first hold the mains | 1 soup, 1 steak | !starters ~mains",
                "a soup and a steak, hold the mains | 1 soup, 1 steak | ~mains",
                "hold the mains, starters first, a soup and a sole | 1 soup, 1 sole | ~mains !starters",
                "first two soups, then two steaks | 2 soup, 2 steak | !soup ~steak",
                "two soups now and a steak later, and two colas | 2 soup, 1 steak, 2 cola | !soup ~steak",
                "two colas now and two colas later | 2 cola, 2 cola | !1 ~2",
                "a soup without croutons now and a steak later | 1 soup -croutons, 1 steak | !soup ~steak",
                "a soup, a steak and an apple tart, everything together | 1 soup, 1 steak, 1 tart | !",
                "a soup and an apple tart, the desserts now | 1 soup, 1 tart | !desserts",
                "two soups and two steaks, hold back the steaks | 2 soup, 2 steak | ~steak",
                "the mains after, two soups and a sole | 2 soup, 1 sole | ~mains",
            })
    void whatWaitsAndWhatDoesNot(String said, String order, String paced) {
        assertThat(read(ENGLISH, said)).isEqualTo(order.strip() + " | " + paced.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deux soupes et deux entrecôtes, les entrées tout de suite, les plats après | 2 soupe, 2 entrecote | !entrees ~plats",
                "deux soupes maintenant et les entrecôtes plus tard | 2 soupe, 1 entrecote | !soupe ~entrecote",
                "une soupe et une tarte aux pommes tout ensemble | 1 soupe, 1 tarte | !",
                "d'abord deux soupes ensuite deux entrecôtes | 2 soupe, 2 entrecote | !soupe ~entrecote",
                "une soupe et une entrecôte, gardez les plats | 1 soupe, 1 entrecote | ~plats",
                "les entrées d'abord et après les plats, une soupe et une entrecôte | 1 soupe, 1 entrecote | !entrees ~plats",
            })
    void inFrenchToo(String said, String order, String paced) {
        assertThat(read(FRENCH, said)).isEqualTo(order.strip() + " | " + paced.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a steak and then a sole | 1 steak, 1 sole",
                "first a steak then a soup | 1 steak, 1 soup",
                "two soups, the first without croutons | 1 soup, 1 soup -croutons",
                "a soup, hold the croutons | 1 soup -croutons",
                "I would like to order now | ",
                "what desserts do you have now | ",
                "a soup after the steak | 1 soup, 1 steak",
            })
    void wordsThatOnlyEnumerateSayNothingOfWhen(String said, String order) {
        assertThat(read(ENGLISH, said)).isEqualTo((order == null ? "" : order.strip()) + " |");
    }

    private static String read(Understander understander, String said) {
        Understood understood = understander.understand(said, List.of(), 0, null);
        String lines = understood.lines().stream()
                .map(line -> line.quantity() + " " + line.itemId()
                        + (line.removed().isEmpty() ? "" : " -" + String.join(" -", line.removed())))
                .collect(Collectors.joining(", "));
        String paced = understood.pace().on(understood.lines()).stream()
                .map(one -> " " + (one.waits() ? "~" : "!") + one.id())
                .collect(Collectors.joining());
        return lines + " |" + paced;
    }
}
