package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.schemas.order.OrderLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half queen half margherita | one medium half queen, half margherita",
                "half queen half margherita, no olives on the queen half"
                        + " | one medium half queen without olives, half margherita",
                "a large half queen half margherita without olives and ham on the queen"
                        + " | one large half queen without olives or ham, half margherita",
                "half margherita and half queen with anchovies on the margherita half"
                        + " | one medium half margherita with anchovies, half queen",
                "half and half queen and margherita, large | one large half queen, half margherita",
                "one pizza, half queen, half margherita, and a large queen"
                        + " | one medium half queen, half margherita and one large queen",
                "two pizzas half queen and half margherita | two medium half queen, half margheritas",
                "a margherita, half with mushrooms | one medium margherita, half with mushrooms",
                "a large queen, half of it without olives | one large queen, half without olives",
                "a margherita, half mushrooms, half anchovies"
                        + " | one medium margherita, half with mushrooms, half with anchovies",
            })
    void aPieceIsReadBackByItsHalves(String words, String readBack) {
        Talk.atTable("4", Menus.pizzeria("en")).guest(words).house("Table 4: " + readBack + ". Send it?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moitié reine moitié margherita sans olives sur la reine"
                        + " | moyenne moitié reine sans olives, moitié margherita",
                "une grande moitié reine moitié margherita | grande moitié reine, moitié margherita",
                "une pizza moitié reine moitié margherita, avec des anchois sur la moitié margherita"
                        + " | moyenne moitié reine, moitié margherita avec anchois",
                "une moitié-moitié reine et margherita | moyenne moitié reine, moitié margherita",
                "une margherita, moitié champignons | moyenne margherita, moitié avec champignons",
            })
    void inFrenchToo(String words, String readBack) {
        Talk.atTable("4", Menus.pizzeria("fr")).guest(words).house("Table 4 : " + readBack + ". J'envoie ?");
    }

    @Test
    void theDearerHalfSaysWhatItCostsAndTheKitchenReadsBoth() {
        OrderLine line = line("a large half margherita half queen with anchovies on the margherita half");
        assertThat(line.unitPriceMinor()).isEqualTo(1400 + 200);
        assertThat(line.note()).isEqualTo("1/2 margherita + anchovies | queen");
        assertThat(line("half queen half margherita").unitPriceMinor()).isEqualTo(1100);
        assertThat(line("a margherita, half with mushrooms").unitPriceMinor()).isEqualTo(900 + 150);
    }

    private static OrderLine line(String words) {
        Talk talk = Talk.atTable("4", Menus.pizzeria("en")).guest(words).guest("yes");
        return talk.placed().lines().getFirst();
    }
}
