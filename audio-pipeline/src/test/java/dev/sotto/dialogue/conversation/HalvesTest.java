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
                "two pizzas, one half queen half margherita and one margherita"
                        + " | one medium half queen, half margherita and one medium margherita",
                "two pizzas, one half queen half margherita, the other margherita"
                        + " | one medium half queen, half margherita and one medium margherita",
                "two pizzas, a large half queen half margherita and a margherita"
                        + " | one large half queen, half margherita and one medium margherita",
                "three pizzas, one half queen half margherita and two margheritas"
                        + " | one medium half queen, half margherita and two medium margheritas",
                "two pizzas, one half queen, the other half margherita | two medium half queen, half margheritas",
                "two large half queen half margherita | two large half queen, half margheritas",
                "half queen half margherita, no olives on the queen side"
                        + " | one medium half queen without olives, half margherita",
                "half queen half margherita and a large queen, no olives on the margherita side"
                        + " | one medium half queen, half margherita without olives and one large queen",
                "a queen, no olives on one half | one medium queen, half without olives",
                "a queen with anchovies on one side and mushrooms on the other side"
                        + " | one medium queen, half with anchovies, half with mushrooms",
                "two margheritas, make one of them half queen"
                        + " | one medium margherita and one medium half margherita, half queen",
                "two large margheritas, make one of them half queen half margherita"
                        + " | one large margherita and one large half queen, half margherita",
            })
    void aPieceIsReadBackByItsHalves(String words, String readBack) {
        Talk.atTable("4", Menus.pizzeria("en")).guest(words).house("Table 4: " + readBack + ". Send it?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moitié reine moitié margherita sans olives sur la reine"
                        + " | une moyenne moitié reine sans olives, moitié margherita",
                "une grande moitié reine moitié margherita | une grande moitié reine, moitié margherita",
                "une pizza moitié reine moitié margherita, avec des anchois sur la moitié margherita"
                        + " | une moyenne moitié reine, moitié margherita avec anchois",
                "une moitié-moitié reine et margherita | une moyenne moitié reine, moitié margherita",
                "une margherita, moitié champignons | une moyenne margherita, moitié avec champignons",
                "une moitié reine moitié margherita et une margherita"
                        + " | une moyenne moitié reine, moitié margherita et une margherita moyenne",
                "deux pizzas, une moitié reine moitié margherita et une margherita"
                        + " | une moyenne moitié reine, moitié margherita et une margherita moyenne",
                "trois pizzas, deux moitié reine moitié margherita et une reine"
                        + " | deux moyennes moitié reine, moitié margherita et une reine moyenne",
                "une moitié reine moitié margherita sans olives côté reine"
                        + " | une moyenne moitié reine sans olives, moitié margherita",
                "une reine avec des anchois sur une moitié et une margherita"
                        + " | une moyenne reine, moitié avec anchois et une margherita moyenne",
            })
    void inFrenchToo(String words, String readBack) {
        Talk.atTable("4", Menus.pizzeria("fr")).guest(words).house("Table 4 : " + readBack + ". J'envoie ?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | no olives on the queen side | Table 4: one medium half queen without olives, half margherita"
                        + " and one large margherita. Send it?",
                "en | on the margherita side no basil | Table 4: one medium half queen, half margherita without basil"
                        + " and one large margherita. Send it?",
                "fr | sans olives du côté reine | Table 4 : une moyenne moitié reine sans olives, moitié margherita"
                        + " et une grande margherita. J'envoie ?",
                "fr | sur la moitié margherita sans basilic | Table 4 : une moyenne moitié reine, moitié margherita sans"
                        + " basilic et une grande margherita. J'envoie ?",
            })
    void aHalfThatWasReadBackIsFoundBehindOtherDishes(String language, String words, String readBack) {
        String order = language.equals("en")
                ? "half queen half margherita and a large margherita"
                : "une moitié reine moitié margherita et une grande margherita";
        Talk.atTable("4", Menus.pizzeria(language)).guest(order).guest(words).house(readBack);
    }

    @ParameterizedTest
    @CsvSource({"half queen half pepperoni, pepperoni", "half pepperoni half queen, pepperoni"})
    void aHalfThatIsNotOnTheMenuIsToldAndNotLeftOut(String words, String unknown) {
        Talk.atTable("4", Menus.pizzeria("en"))
                .guest(words)
                .house("Sorry, I do not find " + unknown + " on our menu."
                        + " Half queen, and what is the other half: margherita?");
    }

    @Test
    void halvesOfWhatIsOnlyMadeWholeAreRefusedAndNotOrderedWhole() {
        Talk.atTable("4", Menus.french())
                .guest("moitié reine moitié quatre fromages")
                .house("Désolé, nous ne faisons pas de moitié-moitié avec reine. Que souhaitez-vous commander ?");
        Talk.atTable("4", Menus.english())
                .guest("half greek salad half falafel wrap")
                .house("Sorry, we do not make half and half of the greek salad. What would you like to order?");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | half queen | Half queen, and what is the other half: margherita? | margherita"
                        + " | One medium half queen, half margherita. Anything else?",
                "en | i'd like a half queen | Half queen, and what is the other half: margherita? | a margherita please"
                        + " | One medium half queen, half margherita. Anything else?",
                "en | half queen | Half queen, and what is the other half: margherita? | queen"
                        + " | One medium queen. Anything else?",
                "fr | une demi reine | Moitié reine, et l'autre moitié : margherita ? | margherita"
                        + " | Une moyenne moitié reine, moitié margherita. Autre chose ?",
                "fr | une moitié reine | Moitié reine, et l'autre moitié : margherita ? | de la margherita"
                        + " | Une moyenne moitié reine, moitié margherita. Autre chose ?",
            })
    void theOtherHalfIsAskedFor(String language, String words, String question, String answer, String then) {
        Talk talk = Talk.onThePhone(Menus.pizzeria(language)).guest(words);
        assertThat(talk.said()).endsWith(question);
        talk.guest(answer).house(then);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | a margherita | make half of it queen | One medium half margherita, half queen.",
                "en | a margherita | half of it queen please | One medium half margherita, half queen.",
                "en | a large queen | make half margherita | One large half queen, half margherita.",
                "fr | une margherita | mettez la moitié en reine | Une moyenne moitié margherita, moitié reine.",
                "fr | une margherita | moitié reine finalement | Une moyenne moitié margherita, moitié reine.",
            })
    void halfOfAPieceThatStandsBecomesAnotherDish(String language, String ordered, String words, String readBack) {
        Talk talk = Talk.onThePhone(Menus.pizzeria(language)).guest(ordered).guest(words);
        assertThat(talk.said()).startsWith(readBack);
    }

    @ParameterizedTest
    @CsvSource({
        "en, two margheritas, make half of one queen",
        "en, two margheritas, make half of one of them a queen",
        "fr, deux margheritas, mettez la moitié d'une en reine",
    })
    void oneOfTwoPiecesIsChangedAndNoThirdIsOpened(String language, String order, String change) {
        Talk talk = Talk.atTable("4", Menus.pizzeria(language)).guest(order).guest(change);
        assertThat(talk.state().lines()).hasSize(2).allSatisfy(line -> {
            assertThat(line.itemId()).isEqualTo("margherita");
            assertThat(line.quantity()).isEqualTo(1);
        });
        assertThat(talk.state().lines().getLast().parts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"en, half a coffee", "en, half of an apple pie", "fr, la moitié d'une tarte"})
    void halfOfWhatIsOnlyMadeWholeIsNotOrderedWhole(String language, String words) {
        Talk talk = Talk.atTable("4", language.equals("en") ? Menus.english() : Menus.french())
                .guest(words);
        assertThat(talk.state().lines()).isEmpty();
        assertThat(talk.said()).isNotEmpty().doesNotContain("Send it?");
    }
}
