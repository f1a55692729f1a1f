package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.OrderTaken;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
    @Test
    void anOrderIsAskedReadBackAndPlacedOnAnExplicitYes() {
        Talk talk = Talk.onThePhone(Menus.english())
                .house("Hello, this is Harbour Grill. What would you like to order?")
                .guest("two cheeseburgers without onions and a coke please")
                .house("Two cheeseburgers without onions and one cola. Which size for the cola: small or large?")
                .guest("large")
                .house("One large cola. Anything else?")
                .guest("no that's all")
                .house("That's two cheeseburgers without onions and one large cola, 24 euros 50 in total."
                        + " Shall I place the order?")
                .nothingIsPlaced()
                .guest("yes please")
                .house("Thank you, your order is confirmed. It will be ready in about 20 minutes. Goodbye.")
                .houseHangsUp("order placed");
        assertThat(talk.placed().totalMinor()).isEqualTo(2450);
        assertThat(talk.placed().lines()).extracting(OrderLine::itemId).containsExactly("cheeseburger", "cola");
        assertThat(talk.state().phase()).isInstanceOf(OrderTaken.class);
    }

    @Test
    void frenchIsSpokenWhereTheRestaurantIsFrench() {
        Talk talk = Talk.onThePhone(Houses.french())
                .house("Bonjour, ici Chez Lucette. Que souhaitez-vous commander ?")
                .guest("deux grandes reines sans olives et une carbonara")
                .house("Deux grandes reines sans olives et pâtes carbonara."
                        + " Forme de pâtes pour pâtes carbonara : spaghettis, penne ou tagliatelles ?")
                .guest("penne")
                .guest("c'est tout")
                .house("Je récapitule : deux grandes reines sans olives et pâtes carbonara penne,"
                        + " soit 42 euros au total. Je valide la commande ?")
                .guest("oui");
        assertThat(talk.placed().totalMinor()).isEqualTo(4200);
    }

    @Test
    void aCorrectionAtTheRecapIsReadBackAgainAndNothingIsPlacedBefore() {
        Talk talk = Talk.onThePhone(Menus.english())
                .guest("a veggie burger that's all")
                .guest("yes but no onions")
                .nothingIsPlaced()
                .house("That's one veggie burger without onions, 9 euros 90 in total. Shall I place the order?")
                .guest("yes");
        assertThat(talk.placed().lines().getFirst().removed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no", "hmm", "maybe", "yes no", "yes but", "what", "okay wait", "not yet", "that's all", ""})
    void nothingButAPlainYesPlacesAnOrder(String answer) {
        Talk.onThePhone(Menus.english())
                .guest("a coffee that's all")
                .guest(answer)
                .nothingIsPlaced();
    }

    @Test
    void aYesTheRecogniserDoubtsIsAskedForAgain() {
        Talk.onThePhone(Menus.english())
                .guest("a coffee that's all")
                .hear(new Heard.Words("yes", 0.3))
                .nothingIsPlaced()
                .house("Sorry, I did not get that. Shall I place the order?");
    }

    @Test
    void aYesAfterSomethingThatWasNotUnderstoodIsToAnOrderReadBackAgain() {
        Talk.onThePhone(Menus.english())
                .guest("a veggie burger that's all")
                .guest("hmm")
                .house("Sorry, I did not get that. That's one veggie burger, 9 euros 90 in total."
                        + " Shall I place the order?")
                .nothingIsPlaced()
                .guest("yes");
    }

    @Test
    void anUnknownDishIsSaidToBeUnknownAndTheNearestIsOffered() {
        Talk.onThePhone(Menus.english())
                .guest("a salmon burger")
                .house("Sorry, I do not find salmon burger on our menu."
                        + " We have classic burger, cheeseburger or bacon burger. What would you like to order?");
    }

    @Test
    void aKindOfDishIsAskedAboutAndThePartOfANameAnswers() {
        Talk.onThePhone(Menus.english())
                .guest("a burger")
                .house("Which burger would you like: classic burger, cheeseburger, bacon burger, chicken burger,"
                        + " fish burger or veggie burger?")
                .guest("the bacon one")
                .house("One bacon burger. Anything else?");
    }

    @Test
    void whoSaysNothingIsAskedAgainThenTheHouseHangsUpWithoutAnOrder() {
        Talk talk = Talk.onThePhone(Menus.english())
                .hear(new Heard.Silence())
                .house("Are you still there? What would you like to order?")
                .hear(new Heard.Mumble())
                .house("Sorry, I did not get that. What would you like to order?")
                .guest("flibber flabber")
                .house("I am sorry, I cannot hear you well. Nothing is ordered. Please call again. Goodbye.")
                .houseHangsUp("not understood")
                .nothingIsPlaced();
        assertThat(talk.state().phase()).isInstanceOf(Closed.class);
    }

    @Test
    void aLongSilenceIsAskedAboutOnceThenTheCallEndsPolitely() {
        Talk.onThePhone(Menus.english())
                .hear(new Heard.Silence())
                .house("Are you still there? What would you like to order?")
                .hear(new Heard.Silence())
                .house("I am sorry, I cannot hear you well. Nothing is ordered. Please call again. Goodbye.")
                .houseHangsUp("silence")
                .nothingIsPlaced();
    }

    @Test
    void whereNoRecogniserKnowsTheLanguageTheCallerIsToldAtOnceInsteadOfAskedAgain() {
        Talk.onThePhone(Menus.english())
                .hear(new Heard.Deafness())
                .house("I am sorry, I cannot take orders by voice at the moment. Nothing is ordered. Goodbye.")
                .houseHangsUp("no recogniser")
                .nothingIsPlaced();
    }

    @Test
    void oneGoodAnswerForgetsTheMisunderstandings() {
        Talk.onThePhone(Menus.english())
                .hear(new Heard.Mumble())
                .hear(new Heard.Mumble())
                .guest("a coffee")
                .hear(new Heard.Mumble())
                .house("Sorry, I did not get that. Anything else?");
    }

    @Test
    void hangingUpBeforeYesOrdersNothing() {
        Talk talk = Talk.onThePhone(Menus.english())
                .guest("a coffee that's all")
                .hear(new Heard.CallOver("CALLER_HUNG_UP"))
                .nothingIsPlaced();
        assertThat(talk.state().phase()).isEqualTo(new Closed("CALLER_HUNG_UP"));
        talk.guest("yes").nothingIsPlaced().house("");
    }

    @Test
    void cancellingSaysThatNothingIsOrdered() {
        Talk.onThePhone(Menus.english())
                .guest("a coffee")
                .guest("cancel the order")
                .house("All right, nothing is ordered. Goodbye.")
                .houseHangsUp("cancelled")
                .nothingIsPlaced();
    }

    @Test
    void aSecondYesPlacesNothingMore() {
        Talk.onThePhone(Menus.english())
                .guest("a coffee that's all")
                .guest("yes")
                .guest("yes")
                .nothingIsPlaced();
    }

    @Test
    void aWaiterHearsATerseReadBackWithTheTableAndGoesOn() {
        Talk talk = Talk.atTable("12", Menus.english())
                .house("")
                .guest("two cheeseburgers no pickles and a large coke")
                .house("Table 12: two cheeseburgers without pickles and one large cola. Send it?")
                .guest("yes")
                .house("Table 12 sent.");
        assertThat(talk.placed().totalMinor()).isEqualTo(2450);
        String first = talk.outcome().orderId();
        talk.guest("a lemonade").house("Table 12: one lemonade. Send it?").guest("yes");
        assertThat(talk.outcome().orderId()).isNotEqualTo(first);
    }

    @Test
    void anOrderBeyondTheLimitOfTheHouseIsNotReadBack() {
        Talk.onThePhone(Menus.english())
                .guest("twenty bacon burgers")
                .guest("twenty cheeseburgers")
                .guest("twenty veggie burgers that's all")
                .house("I can take orders up to 500 euros by phone. Please take something off.")
                .guest("yes")
                .nothingIsPlaced();
    }

    @Test
    void aClosedRestaurantSaysSo() throws Exception {
        String text = Files.readString(Path.of("..", "infra", "restaurants", "harbour-grill.yaml"))
                .replace(
                        "days: mon-sun, opens: \"00:00\", closes: \"24:00\"",
                        "days: mon, opens: \"11:00\", closes: \"12:00\"");
        RestaurantConfig closed = MenuFile.parse("closed", text);
        Talk.onThePhone(closed)
                .house("Hello, this is Harbour Grill. We are closed at the moment. Please call again later. Goodbye.")
                .houseHangsUp("closed now");
    }

    @Test
    void whatAGuestAsksIsAnsweredFromTheMenuAndOrdersNothing() {
        Talk.onThePhone(Menus.english())
                .guest("how much is a cheeseburger?")
                .house("Cheeseburger is 10 euros 50. What would you like to order?")
                .guest("what is in the chicken wrap?")
                .house("In the chicken wrap there is tortilla, chicken, lettuce, tomato, onions and hot sauce."
                        + " It contains these allergens: gluten. What would you like to order?")
                .guest("how long does it take?")
                .house("It takes about 20 minutes. What would you like to order?");
    }

    @Test
    void whatIsSoldOutIsOfferedWithOthersOfItsKind() {
        Talk.onThePhone(Menus.english())
                .guest("a lobster roll")
                .house("Sorry, lobster roll is sold out today. We have chicken wrap or falafel wrap."
                        + " What would you like to order?");
    }

    @Test
    void aChatTakesAnOrderAsACallDoes() {
        Chat chat = new Chat(Menus.english(), "en", null, Clock.systemUTC());
        chat.say("a cheeseburger");
        chat.say("that's all");
        chat.say("yes");
        assertThat(chat.isOver()).isTrue();
        assertThat(chat.outcome()).isNotNull();
    }
}
