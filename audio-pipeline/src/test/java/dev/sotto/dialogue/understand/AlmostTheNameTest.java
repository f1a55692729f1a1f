package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dish that the menu lacks and whose name holds one that is there: told to be unknown with that one offered, never served. */
class AlmostTheNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            fifth-dev/cajun-en     | a bowl of duck gumbo and a sweet tea     | 1 sweet-tea | duck gumbo            | gumbo
            fifth-dev/cajun-en     | a coffee cake                            | -           | coffee cake           | coffee
            fifth-dev/cajun-en     | a bowl of crawfish bisque                | -           | crawfish bisque       | boil
            fifth-dev/cajun-en     | rice pudding                             | -           | rice pudding          | bread-pudding
            fifth-dev/cajun-en     | a chicken sandwich and two sweet teas    | 2 sweet-tea | chicken sandwich      | poboy
            fifth-dev/cajun-en     | a coleslaw and a toad in the hole        | 1 slaw      | toad in the hole      | -
            fifth-dev/hotdog-en    | a turkey dog                             | -           | turkey dog            | dog
            fifth-dev/hotdog-en    | nachos and a corn on the cob             | 1 nachos    | corn on the cob       | corn-dog
            fifth-dev/creole-fr    | un rougail de morue et un gâteau patate  | 1 patate    | rougail de morue      | rougail
            fifth-dev/creole-fr    | un civet de cabri                        | -           | civet de cabri        | cabri
            fifth-dev/creole-fr    | un gâteau au chocolat                    | -           | gâteau au chocolat    | patate
            fifth-dev/fromagerie-fr| une faisselle et un jambon de Parme      | 1 faisselle | jambon de parme       | jambon
            fifth-dev/fromagerie-fr| un fromage blanc                         | -           | fromage blanc         | plateau
            third-dev/wok-fr       | un magret de canard                      | -           | magret de canard      | canard
            third-dev/wok-fr       | un pot au feu                            | -           | pot au feu            | -
            """)
    void isNoOtherDish(String menu, String said, String order, String unknown, String offered) {
        Said heard = new Said(menu(menu)).say(said);
        assertThat(heard.order()).isEqualTo(order == null ? "" : order);
        assertThat(heard.understood().concerns())
                .singleElement()
                .isInstanceOfSatisfying(Concern.Unknown.class, told -> {
                    assertThat(told.text()).isEqualTo(unknown);
                    if (offered != null) {
                        assertThat(told.nearest()).contains(offered);
                    }
                });
    }

    /** What a dish is said to be beside its name, and the longer of two names that are there, are taken as before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fifth-dev/hotdog-en    | a chili cheese dog and a corn dog        | 1 chili-cheese-dog; 1 corn-dog
            fifth-dev/hotdog-en    | pretzel bites and a pretzel              | 1 pretzel-bites; 1 pretzel
            fifth-dev/hotdog-en    | a hot dog with cheese sauce              | 1 dog +cheese-sauce
            fifth-dev/fromagerie-fr| un camembert bien fait et une faisselle  | 1 camembert(affinage=fait); 1 faisselle
            fifth-dev/cajun-en     | a nice cold sweet tea                    | 1 sweet-tea
            """)
    void whatIsThereIsServed(String menu, String said, String order) {
        assertThat(new Said(menu(menu)).say(said).order()).isEqualTo(order);
    }

    /** No dish is named: which is meant is asked, between those that can be had so where they are few. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fifth-dev/hotdog-en    | a footlong with kraut            | dog chicago
            fifth-dev/hotdog-en    | a large please                   | soda beer lemonade popcorn
            fifth-dev/hotdog-en    | can I get one with kraut         | dog chicago
            """)
    void whichDishIsAskedWhereNoneIsNamed(String menu, String said, String among) {
        Said heard = new Said(menu(menu)).say(said);
        assertThat(heard.order()).isEmpty();
        assertThat(heard.understood().concerns())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concern.WhichItem.class,
                        which -> assertThat(which.itemIds()).contains(among.split(" ")));
    }

    private static RestaurantConfig menu(String name) {
        return MenuFile.loadMenu(WrittenOrdersTest.ORDERS.resolve(name + ".yaml"));
    }
}
