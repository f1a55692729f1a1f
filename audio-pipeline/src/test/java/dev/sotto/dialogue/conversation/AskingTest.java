package dev.sotto.dialogue.conversation;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a guest asks about the menu and its choices, and what he orders after the answer. */
class AskingTest {
    private static final RestaurantConfig ENGLISH = menu(
            "en", "drinks", "onions", "heat", "mild", "spicy", "dip", "pour", "glass", "bottle", "fries", "small",
            "large");
    private static final RestaurantConfig FRENCH = menu(
            "fr",
            "boissons",
            "oignons",
            "force",
            "doux",
            "épicé",
            "sauce",
            "contenance",
            "verre",
            "bouteille",
            "frites",
            "petite",
            "grande");

    private static RestaurantConfig menu(String language, Object... words) {
        String menu = """
                currency: EUR
                timeZone: UTC
                menu:
                  categories: [{id: grill, name: grill}, {id: drinks, name: %s}]
                  ingredients: [{id: onion, name: %s}]
                  optionGroups:
                    - {id: heat, name: %s, values: [{id: mild, name: %s}, {id: hot, name: %s}]}
                    - {id: dips, name: %s, multiple: true, values: [{id: ranch, name: ranch}, {id: aioli, name: aioli}]}
                    - {id: pour, name: %s, values: [{id: glass, name: %s}, {id: bottle, name: %s}]}
                  items:
                    - {id: wings, name: wings, category: grill, price: "7.00", optionGroups: [heat, dips], ingredients: [onion]}
                    - {id: fries, name: %s, category: grill, sizes: [{id: s, name: %s, price: "2.00"}, {id: l, name: %s, price: "3.50"}], defaultSize: s}
                    - {id: retsina, name: retsina, category: drinks, price: "4.00", optionGroups: [pour]}
                    - {id: cola, name: cola, category: drinks, price: "2.50"}
                """.formatted(words);
        return MenuFile.parse("asking", "id: asking\nname: Asking\nlanguage: " + language + "\n" + menu);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what dips do you have | We have ranch and aioli.
            which drinks are there | We have retsina and cola.
            what sizes do the fries come in | For the fries you can choose small or large.
            do you have cola | Cola is 2 euros 50.
            how much are the fries | Fries: small 2 euros and large 3 euros 50.
            are the wings spicy | For the wings you can choose mild or spicy.
            is there onion in the wings | In the wings there is onions. Our menu names no allergens for it; please ask the kitchen if you have an allergy.
            """)
    void isAnsweredFromTheMenuAndOrdersNothing(String asked, String answer) {
        Talk.onThePhone(ENGLISH).guest(asked).house(answer + " What would you like to order?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            t'as quoi comme sauces | Nous avons : ranch et aioli.
            quelles boissons vous avez | Nous avons : retsina et cola.
            vous avez quoi comme boissons | Nous avons : retsina et cola.
            est-ce que les wings sont épicées | Pour wings, au choix : doux ou épicé.
            c'est combien les frites | Frites: petite 2 euros et grande 3 euros 50.
            """)
    void isAnsweredInFrench(String asked, String answer) {
        Talk.onThePhone(FRENCH).guest(asked).house(answer + " Que souhaitez-vous commander ?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            do you have cola / two of those | Two colas. Anything else?
            how much is the cola / three please | Three colas. Anything else?
            wings / how much is the cola / two of those | Two colas. Anything else?
            wings / are they spicy | For the wings you can choose mild or spicy. Anything else?
            wings / make that two of them | Two wings. Anything else?
            """)
    void whatWasSpokenOfIsMeantAfterwards(String turns, String answer) {
        Talk talk = Talk.onThePhone(ENGLISH);
        for (String turn : turns.split(" / ", -1)) {
            talk.guest(turn);
        }
        talk.house(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spicy wings with ranch, no onions | One wings, spicy, with ranch and without onions. Anything else?
            two glasses of retsina and a large fries | Two glasses of retsina and one large fries. Anything else?
            """)
    void whatIsChosenIsSaidAsAWaiterWould(String words, String answer) {
        Talk.onThePhone(ENGLISH).guest(words).house(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            des wings épicées avec aioli sans oignons | Wings épicé avec aioli sans oignons. Autre chose ?
            deux bouteilles de retsina et une grande frites | Deux bouteilles de retsina et grandes frites. Autre chose ?
            """)
    void whatIsChosenIsSaidAsAFrenchWaiterWould(String words, String answer) {
        Talk.onThePhone(FRENCH).guest(words).house(answer);
    }
}
