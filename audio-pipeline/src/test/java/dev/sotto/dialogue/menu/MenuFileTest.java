package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MenuFileTest {
    private static final String SOUND = """
            id: corner
            name: Corner
            language: en
            currency: EUR
            timeZone: Europe/Paris
            menu:
              categories:
                - {id: hot, name: hot dish}
              ingredients:
                - {id: cheese, name: cheese}
              optionGroups:
                - id: sauce
                  name: sauce
                  values:
                    - {id: red, name: red, price: "0.5"}
              items:
                - id: soup
                  name: soup
                  category: hot
                  price: "8.50"
                  optionGroups: [sauce]
                  extras: [cheese]
            """;

    @ParameterizedTest
    @ValueSource(strings = {"harbour-grill", "chez-lucette"})
    void aDemonstrationRestaurantIsSoundAndHasAtLeastFifteenItems(String id) {
        RestaurantConfig config = MenuFile.load(Path.of("..", "infra", "restaurants", id + ".yaml"));
        assertThat(config.id()).isEqualTo(id);
        assertThat(config.menu().items()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(config.menu().items()).map(MenuItem::category).doesNotContainNull();
    }

    @Test
    void decimalTextBecomesExactMinorUnits() {
        MenuItem soup = MenuFile.parse("m.yaml", SOUND).menu().items().getFirst();
        assertThat(soup.priceMinor()).isEqualTo(850);
    }

    @Test
    void aCurrencyWithoutCentsHasNoDecimals() {
        String yen = SOUND.replace("EUR", "JPY").replace("8.50", "850").replace("0.5", "5");
        assertThat(MenuFile.parse("m.yaml", yen).menu().items().getFirst().priceMinor())
                .isEqualTo(850);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: Corner        | nam: Corner             | m.yaml:2: nam: is not a known field (did you mean name?)
            name: Corner        | nam: Corner             | m.yaml:1: name: is missing
            price: "8.50"       | price: "-8.50"          | m.yaml:20: menu.items[0].price: must not be negative
            price: "8.50"       | price: "8,50"           | must be an amount such as "8.50", not "8,50" (write "8.50")
            price: "8.50"       | price: "8.505"          | has more than 2 decimals
            price: "8.50"       | priceMinor: "8.5"       | has more than 0 decimals
            category: hot       | category: hut           | m.yaml:19: menu.items[0].category: there is no category "hut" (did you mean hot?)
            extras: [cheese]    | extras: [chese]         | menu.items[0].extras: there is no ingredient or item "chese" (did you mean cheese?)
            [sauce]             | [sause]                 | there is no option group "sause"
            - {id: cheese, name: cheese} | - {id: cheese} | menu.ingredients[0].name: is missing
            language: en        | language: de            | m.yaml:3: language: must be one of en, fr
            timeZone: Europe/Paris | timeZone: Europe/Pari | did you mean Europe/Paris?
            currency: EUR       | currency: EURO          | currency: must be an ISO 4217 code
            price: "8.50"       | sizes: [{id: s, name: s, prize: "1"}] | is not a known field (did you mean price?)
            name: soup          | name: soup: hot         | put text that holds a colon in quotes
            """)
    void aMistakeIsNamedWithLineFieldAndSuggestion(String sound, String broken, String message) {
        assertThat(SOUND).contains(sound);
        assertThatThrownBy(() -> MenuFile.parse("m.yaml", SOUND.replace(sound, broken)))
                .isInstanceOf(InvalidMenuException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anIdUsedTwiceIsRefusedWhereItIsUsedAgain() {
        String twice = SOUND + "    - {id: soup, name: other soup, category: hot, price: \"1\"}\n";
        assertThatThrownBy(() -> MenuFile.parse("m.yaml", twice))
                .hasMessage("m.yaml:23: menu.items[1].id: \"soup\" is used twice (ids must be unique)");
    }

    @Test
    void everyMistakeIsToldAtOnceInTheOrderOfTheLines() {
        String broken = SOUND.replace("en\n", "de\n").replace("\"8.50\"", "free");
        assertThatThrownBy(() -> MenuFile.parse("m.yaml", broken))
                .satisfies(thrown -> assertThat(((InvalidMenuException) thrown).problems())
                        .extracting(InvalidMenuException.Problem::line)
                        .containsExactly(3, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "- a", "just words", "\t:", "a: [", "{", "menu: {items: 3}", "&a [*a, *a]", "!!python/x {}"})
    void whatIsNoMenuIsRefusedInAPlainSentence(String text) {
        assertThatThrownBy(() -> MenuFile.parse("m.yaml", text))
                .isInstanceOf(InvalidMenuException.class)
                .hasMessageStartingWith("m.yaml");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> MenuFile.load(Path.of("no-such.yaml")))
                .hasMessage("no-such.yaml: there is no such file");
    }
}
