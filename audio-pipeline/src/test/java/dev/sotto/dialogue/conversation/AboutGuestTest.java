package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AboutGuestTest {
    private static final String AFTERNOON = "2026-11-21T16:10:00Z";
    private static final RestaurantConfig ENGLISH = Houses.english("""
            counter: {services: [pickup, delivery], asks: [time, name, phone]}
            """);
    private static final RestaurantConfig FRENCH = Houses.french("""
            counter: {services: [pickup, delivery], asks: [time, name, phone]}
            """);

    @Test
    void whatTheRestaurantAsksForIsAskedOneByOneAndReadBack() {
        Talk talk = Talk.onThePhone(ENGLISH)
                .at(AFTERNOON)
                .guest("a coffee that's all")
                .house("Would you like to pick up or delivery?")
                .guest("I'll collect it")
                .house("When would you like it: as soon as possible, or at a certain time?")
                .guest("at half past seven")
                .house("What name is it?")
                .guest("it's Anna")
                .house("Can we reach you at the number you are calling from, ending in 7 7?")
                .guest("yes")
                .house("That's one coffee, 2 euros 60 in total."
                        + " To pick up, at 7:30 pm, for Anna, telephone ending in 7 7. Shall I place the order?")
                .nothingIsPlaced()
                .guest("yes")
                .house("Thank you, your order is confirmed. It will be ready at 7:30 pm. Goodbye.");
        assertThat(talk.placed()).satisfies(order -> {
            assertThat(order.service()).isEqualTo("pickup");
            assertThat(order.wantedAt()).isEqualTo(Instant.parse("2026-11-21T19:30:00Z"));
            assertThat(order.customerName()).isEqualTo("Anna");
            assertThat(order.customerPhone()).isEqualTo("+33155550177");
        });
    }

    @Test
    void whatIsToldUnaskedIsNotAskedFor() {
        Talk talk = Talk.onThePhone(ENGLISH)
                .at(AFTERNOON)
                .guest("a coffee for Anna, to pick up at seven")
                .house("One coffee. Anything else?")
                .guest("that's all")
                .house("Can we reach you at the number you are calling from, ending in 7 7?")
                .guest("no take 01 55 55 01 23")
                .house("That's one coffee, 2 euros 60 in total."
                        + " To pick up, at 7 pm, for Anna, telephone ending in 2 3. Shall I place the order?")
                .guest("no sorry, at eight")
                .house("That's one coffee, 2 euros 60 in total."
                        + " To pick up, at 8 pm, for Anna, telephone ending in 2 3. Shall I place the order?")
                .guest("yes");
        assertThat(talk.placed().customerPhone()).isEqualTo("0155550123");
        assertThat(talk.placed().wantedAt()).isEqualTo(Instant.parse("2026-11-21T20:00:00Z"));
    }

    @Test
    void aDeliveryNeedsAnAddress() {
        Talk talk = Talk.onThePhone(ENGLISH)
                .at(AFTERNOON)
                .guest("a coffee to be delivered as soon as possible, that's all")
                .house("Where shall we deliver it? Please say the street and the number.")
                .guest("12 Harbour Street")
                .house("What name is it?")
                .guest("Smith")
                .guest("yes")
                .house("That's one coffee, 2 euros 60 in total. To be delivered to 12 Harbour Street,"
                        + " as soon as possible, for Smith, telephone ending in 7 7. Shall I place the order?")
                .guest("yes");
        assertThat(talk.placed().address()).isEqualTo("12 Harbour Street");
        assertThat(talk.placed().service()).isEqualTo("delivery");
        assertThat(talk.placed().wantedAt()).isNull();
    }

    @Test
    void inFrenchToo() {
        Talk talk = Talk.onThePhone(FRENCH)
                .at(AFTERNOON)
                .guest("une carbonara avec des penne c'est tout")
                .house("Ce sera à emporter ou en livraison ?")
                .guest("à emporter")
                .house("Pour quand : dès que possible, ou à une heure précise ?")
                .guest("à vingt heures trente")
                .house("C'est à quel nom ?")
                .guest("Dupont")
                .house("Peut-on vous joindre au numéro d'où vous appelez, qui finit par 7 7 ?")
                .guest("oui")
                .house("Je récapitule : pâtes carbonara penne, soit 11 euros au total."
                        + " À emporter, à 20 heures 30, au nom de Dupont, téléphone qui finit par 7 7."
                        + " Je valide la commande ?")
                .guest("oui");
        assertThat(talk.placed().customerName()).isEqualTo("Dupont");
        assertThat(talk.placed().wantedAt()).isEqualTo(Instant.parse("2026-11-21T20:30:00Z"));
    }

    @Test
    void whoIsNotUnderstoodTwiceAboutHisNameIsServedWithoutIt() {
        Talk talk = Talk.onThePhone(Houses.english("counter: {asks: [name]}"))
                .guest("a coffee that's all")
                .house("What name is it?")
                .hear(new Heard.Mumble())
                .house("Sorry, I did not get that. What name is it?")
                .guest("the the the")
                .house("That's one coffee, 2 euros 60 in total. Shall I place the order?")
                .guest("yes");
        assertThat(talk.placed().customerName()).isNull();
    }

    @Test
    void aDishNamedInsteadOfAnAnswerIsStillOrdered() {
        Talk.onThePhone(ENGLISH)
                .at(AFTERNOON)
                .guest("a coffee that's all")
                .guest("oh and two cheeseburgers please")
                .house("Would you like to pick up or delivery?")
                .guest("pick up")
                .guest("as soon as possible")
                .guest("Anna")
                .guest("yes")
                .house("That's one coffee and two cheeseburgers, 23 euros 60 in total."
                        + " To pick up, as soon as possible, for Anna, telephone ending in 7 7."
                        + " Shall I place the order?");
    }

    @Test
    void whatARestaurantDoesNotDoIsSaid() {
        Talk.onThePhone(Houses.english())
                .guest("a coffee to be delivered")
                .house("We do not deliver. One coffee. Anything else?");
        Talk.onThePhone(Houses.french())
                .guest("une carbonara avec des penne en livraison")
                .house("Nous ne livrons pas. Pâtes carbonara penne. Autre chose ?");
    }

    @Test
    void aTimeWhenTheRestaurantIsClosedIsRefused() {
        RestaurantConfig evenings = Houses.englishEvenings("""
                counter: {services: [pickup], asks: [time, name]}
                """);
        Talk.onThePhone(evenings, "2026-11-21T18:40:00Z")
                .guest("a coffee to pick up that's all")
                .guest("at three pm")
                .house(
                        "It is too late for 3 pm today. When would you like it: as soon as possible, or at a certain time?")
                .guest("at eleven thirty pm")
                .house("We are closed at 11:30 pm. When would you like it: as soon as possible, or at a certain time?")
                .guest("in twenty minutes")
                .house("What name is it?");
    }
}
