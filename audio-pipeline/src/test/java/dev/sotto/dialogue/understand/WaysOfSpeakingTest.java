package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with a sentence in any kind of house: count afterwards, list without counting, point by what a thing has. */
class WaysOfSpeakingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chippy-en | haddock twice and a plaice | 2 haddock; 1 plaice
            chippy-en | twice cod | 2 cod
            chippy-en | pickled eggs, four of them | 4 pickled-egg
            chippy-en | a small plaice, large chips | 1 plaice(size=small); 1 chips(chipsize=large-chips)
            chippy-en | a cod, chips, could you put curry sauce on the chips | 1 cod; 1 chips +curry
            chippy-en | two sausages, battered and plain | 1 sausage(batter=plain); 1 sausage(batter=battered)
            chippy-en | a plaice with lemon and another one without | 1 plaice +lemon; 1 plaice -lemon
            deli-en | a blt on rye and leave the tomato out | 1 blt(bread=rye) -tomato
            deli-en | two reubens on rye / take the swiss off one of them | 1 reuben(bread=rye); 1 reuben(bread=rye) -swiss
            deli-en | a lunch combo with tuna, coleslaw and a seltzer | 1 lunch-combo(combodrink=seltzer,combosandwich=tuna,comboside=slaw)
            ramen-en | two ramunes, lychee and melon | 1 ramune(flavor=melon); 1 ramune(flavor=lychee)
            ramen-en | a lychee ramune and a melon ramune / cancel the melon one | 1 ramune(flavor=lychee)
            ramen-en | neither corn nor nori in my shoyu | 1 shoyu -corn -nori
            curry-en | four bhajis, half without chutney | 2 bhaji; 2 bhaji -chutney
            curry-en | two lamb madras, sorry, one lamb and one prawn | 1 madras(protein=prawn); 1 madras(protein=lamb)
            glacier-fr | deux fois la dame blanche | 2 dame-blanche
            glacier-fr | un cornet / trois | 1 cornet(boules=trois)
            glacier-fr | deux gaufres, une au nutella, une au sucre / annulez celle au sucre | 1 gaufre +nutella
            glacier-fr | une gaufre au caramel et une crêpe, euh deux crêpes en fait | 1 gaufre +caramel; 2 crepe
            poke-fr | quatre gyozas au poulet | 1 gyozas(farce=g-poulet,nombre=p4)
            poke-fr | deux mochis, coco et mangue | 1 mochi(parfum-mochi=m-mangue); 1 mochi(parfum-mochi=coco)
            poke-fr | un bol au thon, et la même chose mais au tofu | 1 bol(proteine=thon); 1 bol(proteine=tofu)
            fastfood-fr | un menu chicken, potatoes, oasis | 1 menu(m-accomp=potatoes,m-boisson=oasis,m-burger=chicken)
            """)
    void isUnderstood(String menu, String said, String order) {
        assertThat(new Said(MenuFile.loadMenu(WrittenOrdersTest.ORDERS.resolve("more-dev/" + menu + ".yaml")))
                        .say(said)
                        .order())
                .isEqualTo(order);
    }
}
