package dev.sotto.dialogue.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.conversation.turn.Heard;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.HandingOver;
import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverTest {
    private static final RestaurantConfig ENGLISH = Houses.english(Houses.humans());
    private static final RestaurantConfig FRENCH = Houses.french(Houses.humans());

    @Test
    void whoAsksForAPersonIsPutThroughWithWhatHeOrderedSoFar() {
        Talk talk = Talk.onThePhone(ENGLISH)
                .guest("two cheeseburgers without onions")
                .guest("can I talk to a person please")
                .house("One moment please, I am putting you through to a colleague.")
                .handsOverTo(
                        "manager",
                        "Call for Harbour Grill. The guest asked for a person."
                                + " So far: two cheeseburgers without onions.")
                .nothingIsPlaced();
        assertThat(talk.state().phase()).isEqualTo(new HandingOver("manager"));
        talk.guest("hello").house("").keepsTheCall();
        talk.hear(new Heard.HandedOver("sip:boss@192.0.2.7"));
        assertThat(talk.state().phase()).isInstanceOf(Closed.class);
    }

    @Test
    void inFrenchToo() {
        Talk.onThePhone(FRENCH)
                .guest("une carbonara avec des penne")
                .guest("je voudrais parler à quelqu'un")
                .house("Un instant s'il vous plaît, je vous passe un collègue.")
                .handsOverTo(
                        "manager",
                        "Appel pour Chez Lucette. Le client demande une personne."
                                + " Jusqu'ici : pâtes carbonara penne.");
        Talk.onThePhone(FRENCH)
                .guest("c'est inadmissible")
                .house("Je suis désolé. Je vous passe un collègue.")
                .handsOverTo(
                        "manager", "Appel pour Chez Lucette. Le client est en colère. Rien n'est encore commandé.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is ridiculous", "I'm furious", "you stupid machine", "I am sick of this"})
    void whoIsAngryIsPutThrough(String words) {
        Talk.onThePhone(ENGLISH)
                .guest(words)
                .house("I am sorry about that. I am putting you through to a colleague.")
                .handsOverTo("manager", "Call for Harbour Grill. The guest is angry. Nothing is ordered yet.");
    }

    @Test
    void whoIsNotUnderstoodTwiceInARowIsPutThrough() {
        Talk.onThePhone(ENGLISH)
                .hear(new Heard.Mumble())
                .keepsTheCall()
                .guest("a coffee")
                .hear(new Heard.Mumble())
                .keepsTheCall()
                .guest("flibber flabber")
                .house("I am sorry, I do not understand you well enough. I am putting you through to a colleague.")
                .handsOverTo("manager", "Call for Harbour Grill. The guest was not understood. So far: one coffee.");
    }

    @Test
    void whoseLanguageNobodyHearsIsPutThrough() {
        Talk.onThePhone(FRENCH)
                .hear(new Heard.Deafness())
                .house("Un instant s'il vous plaît, je vous passe un collègue.")
                .handsOverTo(
                        "manager",
                        "Appel pour Chez Lucette. Personne ici n'entend la langue du client."
                                + " Rien n'est encore commandé.")
                .hear(new Heard.Deafness())
                .house("");
    }

    @Test
    void whenTheHumanDoesNotAnswerTheCallGoesOn() {
        Talk.onThePhone(ENGLISH)
                .guest("a coffee")
                .guest("a real person please")
                .hear(new Heard.NobodyThere())
                .house("I am sorry, nobody could come to the phone."
                        + " I can take your order, or a number to call you back.")
                .guest("that's all")
                .house("That's one coffee, 2 euros 60 in total. Shall I place the order?")
                .guest("yes")
                .outcome();
    }

    @Test
    void whereNobodyIsTheCallerIsToldAndMayBeCalledBack() {
        Talk talk = Talk.onThePhone(Houses.english())
                .guest("two cheeseburgers")
                .guest("I want to talk to a person")
                .keepsTheCall()
                .house("I am sorry, nobody can come to the phone right now."
                        + " I can take your order, or a number to call you back.")
                .guest("then call me back")
                .house("Shall we call the number you are calling from, ending in 7 7?")
                .guest("no")
                .house("What number shall we call?")
                .guest("oh one five five five oh one two three")
                .house("Thank you. We will call you back. Goodbye.")
                .houseHangsUp("call back");
        assertThat(talk.outcome().event())
                .isEqualTo(new CallbackAsked(
                        "015550123",
                        null,
                        "Call for Harbour Grill. The guest asked for a person. So far: two cheeseburgers."
                                + " Telephone ending in 2 3."));
    }

    @Test
    void aFrenchCallerMayBeCalledBackAtHisOwnNumber() {
        Talk talk = Talk.onThePhone(Houses.french())
                .guest("je veux parler au responsable")
                .house("Désolé, personne ne peut venir au téléphone pour le moment."
                        + " Je peux prendre votre commande, ou un numéro pour vous rappeler.")
                .guest("rappelez-moi")
                .house("Devons-nous rappeler le numéro d'où vous appelez, qui finit par 7 7 ?")
                .guest("oui")
                .house("Merci. Nous vous rappelons. Au revoir.");
        assertThat(talk.outcome().event()).isInstanceOf(CallbackAsked.class);
    }

    @Test
    void aWaiterIsNeverPutThrough() {
        Talk.atTable("4", ENGLISH)
                .guest("I want to talk to a person")
                .keepsTheCall()
                .guest("flibber")
                .guest("flabber")
                .guest("blub")
                .keepsTheCall()
                .house("Sorry, I do not find blub on our menu.");
    }
}
