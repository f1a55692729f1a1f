package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.order.TableBooked;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BookingsTest {
    private static final RestaurantConfig ENGLISH = Houses.english("counter: {largestParty: 8}");
    private static final RestaurantConfig FRENCH = Houses.french("counter: {largestParty: 8}");
    private static final String SATURDAY = "2026-11-21T12:00:00Z";

    @Test
    void aTableIsBookedQuestionByQuestionAndOnlyOnAYes() {
        Talk talk = Talk.onThePhone(ENGLISH, SATURDAY)
                .guest("hello I'd like to book a table")
                .house("For which day?")
                .guest("next Friday")
                .house("At what time?")
                .guest("at eight pm")
                .house("For how many people?")
                .guest("four")
                .house("What name is it?")
                .guest("Smith")
                .house("A table for 4 on Friday 27 November at 8 pm, for Smith. Shall I book it?")
                .guest("hmm")
                .nothingIsPlaced()
                .guest("yes")
                .house("Your table is booked. We look forward to seeing you. Goodbye.");
        assertThat(talk.outcome().event())
                .isEqualTo(new TableBooked("Smith", "+33155550177", 4, Instant.parse("2026-11-27T20:00:00Z")));
    }

    @Test
    void whatIsToldAtOnceIsNotAskedForAndACorrectionIsReadBack() {
        Talk talk = Talk.onThePhone(ENGLISH, SATURDAY)
                .guest("can I book a table for two people tomorrow at seven for Anna")
                .house("A table for 2 on Sunday 22 November at 7 pm, for Anna. Shall I book it?")
                .guest("no, for three people")
                .house("A table for 3 on Sunday 22 November at 7 pm, for Anna. Shall I book it?")
                .guest("no")
                .house("What would you like to change?")
                .guest("on the 24th of November")
                .house("A table for 3 on Tuesday 24 November at 7 pm, for Anna. Shall I book it?")
                .guest("yes please");
        assertThat(talk.outcome().event())
                .isEqualTo(new TableBooked("Anna", "+33155550177", 3, Instant.parse("2026-11-24T19:00:00Z")));
    }

    @Test
    void inFrenchToo() {
        Talk talk = Talk.onThePhone(FRENCH, SATURDAY)
                .guest("bonjour je voudrais réserver une table pour quatre personnes demain")
                .house("À quelle heure ?")
                .guest("à vingt heures")
                .house("C'est à quel nom ?")
                .guest("au nom de Dupont")
                .house("Une table pour 4 le dimanche 22 novembre à 20 heures, au nom de Dupont. Je réserve ?")
                .guest("oui")
                .house("Votre table est réservée. À bientôt. Au revoir.");
        assertThat(talk.outcome().event())
                .isEqualTo(new TableBooked("Dupont", "+33155550177", 4, Instant.parse("2026-11-22T20:00:00Z")));
    }

    @Test
    void whatCannotBeBookedIsSaid() {
        Talk.onThePhone(ENGLISH, SATURDAY)
                .guest("a table for twelve people today at eleven am please, I want to make a reservation")
                .house("By phone I can book tables for up to 8 people. That time has passed. At what time?");
        Talk.onThePhone(Houses.english(), SATURDAY)
                .guest("can I make a reservation")
                .house("We do not book tables by phone. What would you like to order?");
        Talk.onThePhone(Houses.englishEvenings("counter: {largestParty: 8}"), "2026-11-21T19:00:00Z")
                .guest("book a table for two people tomorrow at three pm")
                .house("We are closed then. At what time?");
    }

    @Test
    void whatIsOftenAskedIsAnsweredFromTheRestaurantsFile() {
        Talk.onThePhone(Houses.english("""
                counter:
                  questions:
                    - {asks: [parking, where can I park], answer: "You can park behind the house."}
                """))
                .guest("do you have parking?")
                .house("You can park behind the house. What would you like to order?")
                .guest("a coffee")
                .guest("and where can I park")
                .house("You can park behind the house. Anything else?");
        Talk.onThePhone(Houses.french("""
                counter:
                  questions:
                    - {asks: [terrasse], answer: "Oui, la terrasse est ouverte."}
                """))
                .guest("vous avez une terrasse ?")
                .house("Oui, la terrasse est ouverte. Que souhaitez-vous commander ?");
    }
}
