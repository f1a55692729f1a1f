package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintsTest {
    private static final RestaurantConfig ENGLISH = Houses.english("counter: {claimDays: 2}");
    private static final RestaurantConfig FRENCH = Houses.french("counter: {claimDays: 2}");
    private static final String NOON = "2026-11-21T12:00:00Z";
    private static final String SAME_EVENING = "2026-11-21T20:00:00Z";

    @Test
    void aComplaintWithinTheTermsIsMadeGoodOnAYes() {
        Talk first = Talk.onThePhone(ENGLISH, NOON).guest("a coffee that's all").guest("yes");
        String orderId = first.outcome().orderId();
        Talk talk = first.callsAgain(ENGLISH, SAME_EVENING)
                .guest("I have a problem with my order")
                .house("I am sorry about that. What was wrong with it?")
                .guest("the coffee was cold, I'm disappointed")
                .house("I am sorry. I have understood: it was cold. We will make it again for you."
                        + " Shall I open the complaint?")
                .nothingIsPlaced()
                .guest("yes")
                .house("Thank you for telling us. Your complaint is open. Goodbye.");
        assertThat(talk.outcome().event())
                .isEqualTo(new ClaimOpened(
                        orderId,
                        "cold",
                        2,
                        "I have a problem with my order / the coffee was cold, I'm disappointed",
                        "frustrated",
                        true,
                        "redo",
                        "+33155550177"));
    }

    @ParameterizedTest
    @CsvSource({
        "something was missing from my order,true",
        "you delivered the wrong pizza,true",
        "my food was burnt,true",
        "the food was cold,false",
        "my order arrived an hour late,false",
        "I was charged twice,false",
    })
    void picturesAreAskedForOfWhatCanBeSeen(String words, boolean asked) {
        Talk talk = Talk.onThePhone(ENGLISH, NOON).guest(words).guest("yes");
        assertThat(talk.outcome().event())
                .isInstanceOfSatisfying(
                        ClaimOpened.class, claim -> assertThat(claim.evidence()).isEqualTo(asked));
        assertThat(talk.said().contains("a link to send us pictures")).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "by the way the coffee was cold last time,en",
        "my last order arrived an hour late,en",
        "au fait la dernière fois le café était froid,fr",
    })
    void aComplaintIsHeardWhileAnOrderIsInHandAndLeavesItAsItIs(String words, String language) {
        boolean english = language.equals("en");
        Talk talk = Talk.onThePhone(english ? ENGLISH : FRENCH, NOON)
                .guest(english ? "a coffee" : "un café")
                .guest(words)
                .nothingIsPlaced();
        assertThat(talk.said()).contains(english ? "Shall I open the complaint?" : "réclamation");

        talk.guest(english ? "yes" : "oui");
        assertThat(talk.outcome().event()).isInstanceOf(ClaimOpened.class);

        talk.guest(english ? "that's all" : "c'est tout").guest(english ? "yes" : "oui");
        assertThat(talk.placed().lines()).hasSize(1);
    }

    @Test
    void whatIsMissingInTheOrderInHandIsNoComplaint() {
        Talk talk = Talk.onThePhone(ENGLISH, NOON).guest("a coffee").guest("there was one missing, two coffees");
        assertThat(talk.said()).doesNotContain("complaint");
    }

    /** Nobody says "complaint": what went wrong, and that it has happened, are enough in any order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            there were no fries in my delivery | missing_item
            we didn't receive the dessert we paid for | missing_item
            you gave us chicken instead of fish | wrong_item
            I ordered a large coffee and got a small one | wrong_item
            that's not what we asked for, we got somebody else's food | wrong_item
            my soup arrived cold | cold
            the chicken was still pink inside | quality
            there was a hair in my salad | quality
            where is my food, it should have been here at eight | late
            you took too much from my card | billing
            your waiter was unfriendly yesterday | service
            my son is sick after eating your burger | health
            """)
    void whatWentWrongIsAComplaintHoweverItIsSaid(String words, String category) {
        Talk talk =
                Talk.onThePhone(ENGLISH, NOON).guest(words).nothingIsPlaced().guest("yes");
        assertThat(talk.outcome().event())
                .isInstanceOfSatisfying(
                        ClaimOpened.class, claim -> assertThat(claim.category()).isEqualTo(category));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            je n'ai pas reçu mon dessert | missing_item
            on m'a donné la commande de quelqu'un d'autre | wrong_item
            j'ai commandé deux cafés et j'ai reçu un thé | wrong_item
            ma pizza est arrivée froide | cold
            la pizza était écrasée dans le carton | quality
            la livraison a mis deux heures | late
            vous m'avez débité deux fois | billing
            votre serveur était désagréable hier | service
            j'ai trouvé un bout de verre dans ma soupe | health
            """)
    void inFrenchAsWell(String words, String category) {
        Talk talk = Talk.onThePhone(FRENCH, NOON).guest(words).nothingIsPlaced().guest("oui");
        assertThat(talk.outcome().event())
                .isInstanceOfSatisfying(
                        ClaimOpened.class, claim -> assertThat(claim.category()).isEqualTo(category));
    }

    @ParameterizedTest
    @CsvSource({"a cold lemonade please", "i'd like the coffee i had last time but not that cold", "no cold drinks"})
    void whoWantsSomethingColdDoesNotComplain(String words) {
        assertThat(Talk.onThePhone(ENGLISH, NOON).guest(words).said()).doesNotContain("complaint");
    }

    @Test
    void afterTheTermsAPersonLooksAtIt() {
        Talk first = Talk.onThePhone(ENGLISH, NOON).guest("a coffee that's all").guest("yes");
        Talk talk = first.callsAgain(ENGLISH, "2026-11-24T12:00:00Z")
                .guest("the food was cold")
                .guest("yes");
        assertThat(talk.outcome().event()).isInstanceOfSatisfying(ClaimOpened.class, claim -> {
            assertThat(claim.withinTerms()).isFalse();
            assertThat(claim.resolution()).isEqualTo("callback");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "the food was cold,cold,calm,3",
        "my last order was cold,cold,calm,3",
        "the burger was burnt,quality,calm,2",
        "my order arrived an hour late,late,calm,3",
        "something was missing from my order,missing_item,calm,3",
        "you delivered the wrong pizza and I am not happy,wrong_item,frustrated,2",
        "my food was burnt,quality,calm,2",
        "I was charged twice,billing,calm,3",
        "I want to make a complaint your staff was rude,service,calm,3",
        "the food was disgusting this is ridiculous,quality,angry,1",
        "your food made me sick,health,calm,0",
        "the food was cold I will call my lawyer,cold,critical,0",
    })
    void kindToneAndUrgencyAreToldApart(String words, String category, String tone, int priority) {
        Talk talk = Talk.onThePhone(ENGLISH, NOON).guest(words).guest("yes");
        assertThat(talk.outcome().event()).isInstanceOfSatisfying(ClaimOpened.class, claim -> {
            assertThat(claim.category()).isEqualTo(category);
            assertThat(claim.tone()).isEqualTo(tone);
            assertThat(claim.priority()).isEqualTo(priority);
        });
    }

    @Test
    void whatIsGraveIsEscalatedToAPersonAtOnce() {
        Talk talk = Talk.onThePhone(Houses.english(Houses.humans()), NOON)
                .guest("your food made me sick, I was in hospital")
                .house("I am sorry. I have understood: somebody was harmed."
                        + " A colleague will take care of it at once. Shall I open the complaint?")
                .guest("yes")
                .house("One moment please, I am putting you through to a colleague.")
                .handsOverTo(
                        "manager",
                        "Call for Harbour Grill. The guest complains about an earlier order. Nothing is ordered yet.");
        assertThat(talk.outcome().event()).isInstanceOf(ClaimOpened.class);
    }

    @Test
    void inFrenchToo() {
        Talk talk = Talk.onThePhone(FRENCH, NOON)
                .guest("bonjour je voudrais faire une réclamation")
                .house("J'en suis désolé. Qu'est-ce qui n'allait pas ?")
                .guest("il manquait la boisson")
                .house("J'en suis désolé. J'ai compris : il manquait quelque chose."
                        + " Un collègue regarde et vous rappelle. J'ouvre la réclamation ?")
                .guest("oui")
                .house("Vous recevrez un message avec un lien pour nous envoyer des photos."
                        + " Merci de nous l'avoir dit. Votre réclamation est ouverte. Au revoir.");
        assertThat(talk.outcome().event()).isInstanceOf(ClaimOpened.class);
    }

    @Test
    void aNoOpensNothingAndSomethingMissingFromTheOrderInHandIsNoComplaint() {
        Talk.onThePhone(ENGLISH, NOON)
                .guest("the food was cold")
                .guest("no")
                .house("All right, nothing is changed. Anything else?")
                .nothingIsPlaced();
        Talk.onThePhone(FRENCH, NOON)
                .guest("une carbonara avec des penne")
                .guest("il manque une carbonara avec des spaghettis")
                .house("Pâtes carbonara spaghettis. Autre chose ?");
    }
}
