package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.api.Test;

class GenericItemTest {
    private static final RestaurantConfig PIZZERIA = MenuFile.parse("oven", """
            id: oven
            name: Oven
            language: en
            currency: EUR
            timeZone: UTC
            menu:
              categories: [{id: pies, name: pie}, {id: drinks, name: drink}]
              items:
                - {id: any-pizza, name: pizza, category: pies, anyOf: [margherita, diavola]}
                - {id: margherita, name: margherita, category: pies, price: "9.00"}
                - {id: diavola, name: diavola, category: pies, price: "11.00"}
                - {id: cola, name: cola, category: drinks, price: "3.00"}
            """);

    @Test
    void aKindOfDishIsAskedAboutBeforeItIsReadBack() {
        Talk talk = Talk.onThePhone(PIZZERIA)
                .guest("a pizza and a cola that's all")
                .house("Which pizza would you like: margherita or diavola?")
                .nothingIsPlaced()
                .guest("the diavola")
                .guest("that's all")
                .house("That's one diavola and one cola, 14 euros in total. Shall I place the order?")
                .guest("yes");

        assertThat(talk.placed().lines()).extracting(OrderLine::itemId).containsExactly("diavola", "cola");
    }

    @Test
    void aYesIsNoAnswerToWhichOne() {
        Talk.onThePhone(PIZZERIA)
                .guest("two pizzas that's all")
                .house("Which pizza would you like: margherita or diavola?")
                .guest("yes")
                .nothingIsPlaced()
                .guest("one margherita and one diavola")
                .guest("that's all")
                .house("That's one diavola and one margherita, 20 euros in total. Shall I place the order?");
    }
}
