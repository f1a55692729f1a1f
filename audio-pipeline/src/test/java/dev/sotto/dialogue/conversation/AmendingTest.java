package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.api.Test;

class AmendingTest {
    private static final RestaurantConfig ENGLISH = Houses.english("counter: {amendMinutes: 5}");
    private static final RestaurantConfig FRENCH = Houses.french("counter: {amendMinutes: 5}");
    private static final String NOON = "2026-11-21T12:00:00Z";
    private static final String SOON = "2026-11-21T12:03:00Z";
    private static final String LATE = "2026-11-21T12:06:00Z";

    @Test
    void inTheSameCallAnOrderIsChangedOnlyOnAnExplicitYes() {
        Talk talk = placed(ENGLISH);
        String orderId = talk.outcome().orderId();
        talk.house("Thank you, your order is confirmed. It will be ready in about 20 minutes. Is there anything else?")
                .guest("oh and add a large coke")
                .house("One large cola. Anything else?")
                .guest("no that's all")
                .house("That makes one coffee and one large cola, 6 euros 10 in total. Shall I change the order?")
                .nothingIsPlaced()
                .guest("yes")
                .house("Thank you, your order is changed. Is there anything else?");
        assertThat(talk.outcome().orderId()).isEqualTo(orderId);
        assertThat(talk.outcome().version()).isEqualTo(2);
        assertThat(talk.outcome().event()).isInstanceOfSatisfying(OrderAmended.class, amended -> {
            assertThat(amended.totalMinor()).isEqualTo(610);
            assertThat(amended.lines()).extracting(OrderLine::itemId).containsExactly("coffee", "cola");
        });
        talk.guest("no thanks").house("Goodbye.").houseHangsUp("order placed").nothingIsPlaced();
    }

    @Test
    void aLaterCallFromTheSameNumberTakesTheOrderBack() {
        Talk first = placed(ENGLISH);
        String orderId = first.outcome().orderId();
        Talk later = first.callsAgain(ENGLISH, SOON)
                .guest("hello I want to cancel my order")
                .house("Your order of one coffee, 2 euros 60: shall I cancel it?")
                .guest("hmm")
                .nothingIsPlaced()
                .guest("yes cancel it")
                .house("Your order is cancelled. Goodbye.");
        assertThat(later.outcome().orderId()).isEqualTo(orderId);
        assertThat(later.outcome().event()).isInstanceOf(OrderCancelled.class);
    }

    @Test
    void aLaterCallAddsToTheOrder() {
        Talk later = placed(ENGLISH)
                .callsAgain(ENGLISH, SOON)
                .guest("can you add a large coke to my order")
                .house("One large cola. Anything else?")
                .guest("that's it")
                .guest("yes");
        assertThat(later.outcome().event()).isInstanceOf(OrderAmended.class);
    }

    @Test
    void inFrenchToo() {
        Talk first = Talk.onThePhone(FRENCH, NOON)
                .guest("une carbonara avec des penne c'est tout")
                .guest("oui");
        first.callsAgain(FRENCH, SOON)
                .guest("je voudrais annuler ma commande")
                .house("Votre commande, pâtes carbonara penne, soit 11 euros : je l'annule ?")
                .guest("non")
                .house("Très bien, rien ne change. Autre chose ?")
                .nothingIsPlaced()
                .guest("ajoutez une carbonara avec des spaghettis à ma commande")
                .house("Pâtes carbonara spaghettis. Autre chose ?")
                .guest("c'est tout")
                .house("Cela fait pâtes carbonara penne et pâtes carbonara spaghettis,"
                        + " soit 22 euros au total. Je modifie la commande ?")
                .guest("oui")
                .house("Merci, votre commande est modifiée. Y a-t-il autre chose ?");
    }

    @Test
    void afterTheWindowItIsRefused() {
        placed(ENGLISH)
                .callsAgain(ENGLISH, LATE)
                .guest("cancel my order")
                .house("I am sorry, it is too late to change that order. What would you like to order?")
                .nothingIsPlaced();
    }

    @Test
    void onceTheKitchenHasBegunItIsRefusedEvenAfterTheQuestion() {
        Talk first = placed(ENGLISH);
        String orderId = first.outcome().orderId();
        first.callsAgain(ENGLISH, SOON)
                .guest("cancel my order")
                .house("Your order of one coffee, 2 euros 60: shall I cancel it?")
                .happens(orderId, 2, new OrderStatusChanged(OrderStatus.PREPARING, null, "kitchen"))
                .guest("yes")
                .house("I am sorry, the kitchen has already begun with that order. Goodbye.")
                .nothingIsPlaced();
    }

    @Test
    void aRestaurantThatAllowsNoChangesSaysSo() {
        Talk first = Talk.onThePhone(Houses.english(), NOON)
                .guest("a coffee that's all")
                .guest("yes");
        first.callsAgain(Houses.english(), SOON)
                .guest("cancel my order")
                .house("I am sorry, an order that was placed cannot be changed by phone. What would you like to order?")
                .nothingIsPlaced();
    }

    @Test
    void nobodyElsesOrderCanBeTouched() {
        Talk.onThePhone(ENGLISH, NOON)
                .guest("cancel my order")
                .house("All right, nothing is ordered. Goodbye.")
                .nothingIsPlaced();
    }

    @Test
    void aWaiterTakesBackWhatHeHasSent() {
        Talk talk = Talk.atTable("12", ENGLISH)
                .guest("a coffee")
                .guest("yes")
                .house("Table 12 sent.")
                .guest("cancel the order")
                .house("Your order of one coffee, 2 euros 60: shall I cancel it?")
                .guest("yes")
                .house("Cancelled.");
        assertThat(talk.outcome().event()).isInstanceOf(OrderCancelled.class);
    }

    @Test
    void somethingIsOfferedOnceBeforeTheRecapWhereTheRestaurantWantsIt() {
        RestaurantConfig offering = Houses.english("counter: {upsell: coffee}");
        Talk talk = Talk.onThePhone(offering)
                .guest("a cheeseburger that's all")
                .house("Would you like one coffee with that, for 2 euros 60?")
                .guest("yes please")
                .house("That's one cheeseburger and one coffee, 13 euros 10 in total. Shall I place the order?")
                .guest("yes");
        assertThat(talk.placed().lines()).hasSize(2);
        Talk.onThePhone(offering)
                .guest("a cheeseburger that's all")
                .guest("no thanks")
                .house("That's one cheeseburger, 10 euros 50 in total. Shall I place the order?")
                .guest("make it two")
                .house("That's two cheeseburgers, 21 euros in total. Shall I place the order?");
    }

    private static Talk placed(RestaurantConfig restaurant) {
        return Talk.onThePhone(restaurant, NOON).guest("a coffee that's all").guest("yes");
    }
}
