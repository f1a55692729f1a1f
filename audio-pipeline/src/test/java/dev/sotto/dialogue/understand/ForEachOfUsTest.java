package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wanted for each of those who order is counted by what they have named, or by how many they say they are. */
class ForEachOfUsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hotdog-en  | two chili dogs and a beer each                              | 2 chili-dog; 2 beer
            hotdog-en  | two chili dogs / and a beer each                            | 2 chili-dog; 2 beer
            hotdog-en  | two chili dogs, one with mustard, and a beer each           | 1 chili-dog; 1 chili-dog +mustard; 2 beer
            hotdog-en  | three corn dogs and a small coke for each of us             | 3 corn-dog; 3 soda(cup=small,flavor=cola)
            hotdog-en  | two corn dogs and for each of us a beer                     | 2 corn-dog; 2 beer
            hotdog-en  | nachos, and a beer each, there are four of us               | 1 nachos; 4 beer
            hotdog-en  | two chili dogs each with mustard                            | 2 chili-dog +mustard
            hotdog-en  | nachos and a beer each                                      | 1 nachos; 1 beer
            hotdog-en  | two sodas, orange for me and diet for my wife               | 1 soda(flavor=diet); 1 soda(flavor=orange)
            creole-fr  | deux cabris et une petite dodo chacun                       | 2 cabri; 2 dodo(contenant=c33)
            creole-fr  | deux cabris et pour chacun une dodo                         | 2 cabri; 2 dodo
            creole-fr  | on est trois, un gâteau patate par personne                 | 3 patate
            creole-fr  | deux rhums arrangés, vanille pour moi, letchi pour ma femme | 1 rhum(rhum-gout=r-letchi); 1 rhum(rhum-gout=r-vanille)
            """)
    void asMuchAsIsMeantIsOrdered(String menu, String said, String order) {
        Said heard = new Said(MenuFile.loadMenu(WrittenOrdersTest.ORDERS.resolve("fifth-dev/" + menu + ".yaml")));
        assertThat(heard.say(said).order()).isEqualTo(order);
        assertThat(heard.understood().concerns()).isEmpty();
    }
}
