package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.guest.Intent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnderstanderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            two large fries and a cheeseburger with no onions | 2 fries(size=large); 1 cheeseburger -onions
            a bacon burger hold the pickles and onions and a small coke | 1 bacon-burger -pickles -onions; 1 cola(size=small)
            a cheeseburger no onions and bacon | 1 cheeseburger +bacon -onions
            veggie burger without lettuce or tomato please | 1 veggie-burger -lettuce -tomato
            a burger with cheese please | nothing
            i'd like two cheeseburgers one without onions and one with extra cheese | 1 cheeseburger +cheddar; 1 cheeseburger -onions
            two classic burgers one rare and the other well done | 1 classic-burger(doneness=well-done); 1 classic-burger(doneness=rare)
            a chicken wrap sorry i meant two | 2 chicken-wrap
            a chicken wrap sorry a falafel wrap | 1 falafel-wrap
            a coke / actually make it large / and a lemonade with no ice | 1 cola(size=large); 1 lemonade -ice
            two cokes and fries / cancel the fries | 2 cola
            a cheeseburger with bacon / no bacon | 1 cheeseburger -bacon
            a cheeseburger with no onions / the same again | 1 cheeseburger -onions; 1 cheeseburger -onions
            a cheeseburger and a coke / change the cheeseburger to a fish burger | 1 fish-burger; 1 cola
            a large chocolate milkshake and another one with strawberry | 1 milkshake(flavour=chocolate,size=large); 1 milkshake(flavour=strawberry)
            twelve chicken wings with ranch and blue cheese | 1 chicken-wings(dips=ranch+blue-cheese,size=twelve)
            chicken wings / twelve | 1 chicken-wings(size=twelve)
            a greek salad with caesar dressing no feta | 1 greek-salad(dressing=caesar) -feta
            a vanila milk shake and a chese burger well done | 1 milkshake(flavour=vanilla); 1 cheeseburger(doneness=well-done)
            3 x cheese burgers | 3 cheeseburger
            twenty cheeseburgers | 20 cheeseburger
            a cheeseburger and a classic burger / both without onions | 1 cheeseburger -onions; 1 classic-burger -onions
            cheeseburger fries and a large coke | 1 cheeseburger; 1 fries; 1 cola(size=large)
            an apple pie with whipped cream and a coffee | 1 apple-pie +whipped-cream; 1 coffee
            how are you today | nothing
            """)
    void whatIsOrderedInEnglishIsWhatStandsInTheOrder(String said, String order) {
        assertThat(new Said(Menus.english()).say(said).order()).isEqualTo(order == null ? "" : order);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "rien", textBlock = """
            bonjour je voudrais deux margheritas dont une sans basilic et un coca | 1 margherita; 1 margherita -basilic; 1 coca
            une grande reine sans olives et sans champignons avec un œuf en plus | 1 reine(size=grande) +oeuf -olives -champignons
            une quatre fromages pâte épaisse et une calzone | 1 quatre-fromages(pate=epaisse); 1 calzone
            une reine / finalement la reine en grande | 1 reine(size=grande)
            un tiramisu pardon deux | 2 tiramisu
            des pâtes carbonara avec des penne et une mousse au chocolat | 1 carbonara(cuisson=penne); 1 mousse-chocolat
            une glace vanille et fraise avec chantilly | 1 glace(parfums=vanille+fraise) +chantilly
            je voudrais une végétarienne sans oignons ni poivrons et une bouteille d'eau | 1 vegetarienne -oignons -poivrons; 1 eau-plate
            une margerita et deux cocas canette | 1 margherita; 2 coca(size=33cl)
            une pizza au saumon pâte sans gluten | 1 norvegienne(pate=sans-gluten)
            une reine avec supplément mozzarella et chorizo | 1 reine +chorizo +mozzarella
            deux reines / non la reine une seule | 1 reine
            une calzone et un café / annulez le café | 1 calzone
            une salade césar et une eau gazeuse / la même chose | 1 salade-cesar; 1 eau-gazeuse; 1 eau-gazeuse
            une calzone / et un jus d'orange s'il vous plaît | 1 calzone; 1 jus-orange
            il fait beau aujourd'hui | rien
            """)
    void whatIsOrderedInFrenchIsWhatStandsInTheOrder(String said, String order) {
        assertThat(new Said(Menus.french()).say(said).order()).isEqualTo(order == null ? "" : order);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a pad thai with rice noodles no peanuts extra spicy | 1 pad-thai(heat=very-hot,noodle=rice-noodle) -peanuts
            duck ramen udon with kimchi and seaweed and eight spring rolls | 1 duck-ramen(noodle=udon,toppings=kimchi+seaweed); 1 spring-rolls(size=eight)
            a tofu ramen without greens and two bubble teas with boba | 1 tofu-ramen -coriander -spring-onion; 2 milk-tea +pearls
            pad thai without shrimp add tofu | 1 pad-thai +tofu -prawns
            half portion of egg fried rice and dumplings | 1 fried-rice(size=half); 1 gyoza
            """)
    void aMenuNobodyThoughtOfIsUnderstoodAsWell(String said, String order) {
        assertThat(new Said(Menus.noodles()).say(said).order()).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource({
        "yes,YES",
        "yes please,YES",
        "that's right,YES",
        "no,NO",
        "no thanks,NO",
        "that's all,DONE",
        "no that's it,DONE",
        "cancel the order,CANCEL",
        "say that again,REPEAT",
        "what do you have,HELP",
        "i want to talk to a person,HUMAN",
        "how much is it,TOTAL",
        "a coke and that's all,DONE",
        "yes but no onions,ORDER",
        "yes or no,NO",
        "hello,GREETING",
        "colourless ideas,NONE"
    })
    void theWishIsHeard(String said, Intent intent) {
        assertThat(new Said(Menus.english()).say(said).understood().intent()).isEqualTo(intent);
    }

    @Test
    void whatTheMenuDoesNotHoldIsUnknownAndNeverTheNearestDish() {
        Understood understood =
                new Said(Menus.english()).say("a salmon burger and a tiramisu").understood();
        assertThat(understood.lines()).isEmpty();
        assertThat(understood.concerns())
                .map(concern -> ((Concern.Unknown) concern).text())
                .containsExactlyInAnyOrder("salmon burger", "tiramisu");
    }

    @Test
    void aKindOfDishIsAQuestion() {
        assertThat(new Said(Menus.french()).say("trois pizzas").understood().concerns())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concern.WhichItem.class,
                        which -> assertThat(which.itemIds()).contains("reine").doesNotContain("truffe"));
    }

    @Test
    void soldOutAndTooManyAreToldAndOrderNothing() {
        Understood understood = new Said(Menus.english())
                .say("a lobster roll and 9999 cheeseburgers")
                .understood();
        assertThat(understood.lines()).isEmpty();
        assertThat(understood.concerns())
                .containsExactly(
                        new Concern.SoldOut("lobster-roll", "lobster roll"),
                        new Concern.TooMany("cheeseburger", 9999, 20));
    }

    /** Slips of a recogniser: a sound for its neighbour, a wrong vowel, a little word too many, half a word of the language. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a phish burger and a koke | 1 fish-burger; 1 cola
            a cheeseburger with mo pickles | 1 cheeseburger -pickles
            an apple and pie | 1 apple-pie
            four cheeseburgers helf of them without onions | 2 cheeseburger; 2 cheeseburger -onions
            a lerge coke | 1 cola(size=large)
            a coke ant a chicken wrap | 1 cola; 1 chicken-wrap
            """)
    void whatWasMisheardIsMendedWhereOnlyOneThingCanBeMeant(String heard, String order) {
        assertThat(new Said(Menus.english()).say(heard).order()).isEqualTo(order);
    }

    @Test
    void aMendedWordIsLessSureThanAnExactOne() {
        double exact =
                new Said(Menus.english()).say("a cheeseburger").understood().confidence();
        double mended =
                new Said(Menus.english()).say("a cheesburgr").understood().confidence();
        assertThat(exact).isEqualTo(1);
        assertThat(mended).isBetween(0.7, 0.97);
    }
}
