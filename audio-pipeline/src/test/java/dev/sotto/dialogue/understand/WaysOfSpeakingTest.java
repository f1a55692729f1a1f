package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with a sentence in any kind of house: count afterwards, list without counting, point by what a thing has. */
class WaysOfSpeakingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            more-dev/chippy-en | haddock twice and a plaice | 2 haddock; 1 plaice
            more-dev/chippy-en | twice cod | 2 cod
            more-dev/chippy-en | pickled eggs, four of them | 4 pickled-egg
            more-dev/chippy-en | a small plaice, large chips | 1 plaice(size=small); 1 chips(chipsize=large-chips)
            more-dev/chippy-en | a cod, chips, could you put curry sauce on the chips | 1 cod; 1 chips +curry
            more-dev/chippy-en | two sausages, battered and plain | 1 sausage(batter=plain); 1 sausage(batter=battered)
            more-dev/chippy-en | a plaice with lemon and another one without | 1 plaice +lemon; 1 plaice -lemon
            more-dev/deli-en | a blt on rye and leave the tomato out | 1 blt(bread=rye) -tomato
            more-dev/deli-en | two reubens on rye / take the swiss off one of them | 1 reuben(bread=rye); 1 reuben(bread=rye) -swiss
            more-dev/deli-en | a lunch combo with tuna, coleslaw and a seltzer | 1 lunch-combo(combodrink=seltzer,combosandwich=tuna,comboside=slaw)
            more-dev/deli-en | a reuben and a blt, no tomato, pastrami instead | 1 reuben; 1 blt -tomato; 1 pastrami
            more-dev/deli-en | two reubens, mine on rye and hers on sourdough | 1 reuben(bread=sourdough); 1 reuben(bread=rye)
            more-dev/deli-en | a reuben on rye / a blt, the same bread | 1 reuben(bread=rye); 1 blt(bread=rye)
            more-dev/deli-en | a blt / a club instead | 1 club
            more-dev/deli-en | a blt / drop the blt, a club instead | 1 club
            more-dev/deli-en | a lunch combo with tuna, soup and a seltzer / make the drink a root beer | 1 lunch-combo(combodrink=root-beer,combosandwich=tuna,comboside=soup)
            more-dev/deli-en | a cookie and a blt / two cookies, not one | 2 cookie; 1 blt
            more-dev/deli-en | a blt and two cookies, not one | 1 blt; 2 cookie
            more-dev/ramen-en | two ramunes, lychee and melon | 1 ramune(flavor=melon); 1 ramune(flavor=lychee)
            more-dev/ramen-en | a lychee ramune and a melon ramune / cancel the melon one | 1 ramune(flavor=lychee)
            more-dev/ramen-en | neither corn nor nori in my shoyu | 1 shoyu -corn -nori
            more-dev/curry-en | four bhajis, half without chutney | 2 bhaji; 2 bhaji -chutney
            more-dev/curry-en | two lamb madras, sorry, one lamb and one prawn | 1 madras(protein=prawn); 1 madras(protein=lamb)
            more-dev/glacier-fr | deux fois la dame blanche | 2 dame-blanche
            more-dev/glacier-fr | un cornet / trois | 1 cornet(boules=trois)
            more-dev/glacier-fr | deux gaufres, une au nutella, une au sucre / annulez celle au sucre | 1 gaufre +nutella
            more-dev/glacier-fr | une gaufre au caramel et une crêpe, euh deux crêpes en fait | 1 gaufre +caramel; 2 crepe
            more-dev/glacier-fr | deux gaufres / nutella sur l'une des deux | 1 gaufre; 1 gaufre +nutella
            more-dev/glacier-fr | deux gaufres au sucre / enlevez le sucre d'une seule | 1 gaufre +sucre; 1 gaufre -sucre
            more-dev/glacier-fr | deux gaufres, la mienne au sucre | 1 gaufre; 1 gaufre +sucre
            more-dev/poke-fr | quatre gyozas au poulet | 1 gyozas(farce=g-poulet,nombre=p4)
            more-dev/poke-fr | deux mochis, coco et mangue | 1 mochi(parfum-mochi=m-mangue); 1 mochi(parfum-mochi=coco)
            more-dev/poke-fr | un bol au thon, et la même chose mais au tofu | 1 bol(proteine=thon); 1 bol(proteine=tofu)
            fourth-dev/flamme-fr | un bretzel et un demi | 1 bretzel; 1 biere(chope=demi)
            fourth-dev/flamme-fr | un demi et une demi choucroute | 1 biere(chope=demi)
            fourth-dev/donut-en | a twenty five count donut holes | 1 holes(box=h25)
            fifth-dev/hotdog-en | a large soda, orange, a small diet | 1 soda(cup=large,flavor=orange); 1 soda(cup=small,flavor=diet)
            fifth-dev/hotdog-en | one and chili dog with keppchup | 1 chili-dog +ketchup
            fifth-dev/hotdog-en | a bag of peenutz and a prezzel, salted | 1 peanuts; 1 pretzel(salt=salted)
            fifth-dev/creole-fr | trois rhums, vanille, letchi et ananas | 1 rhum(rhum-gout=r-ananas); 1 rhum(rhum-gout=r-vanille); 1 rhum(rhum-gout=r-letchi)
            fifth-dev/fromagerie-fr | 200 grammes de comté et 300 grammes de beaufort | 1 comte(poids=g200); 1 beaufort(poids=g300)
            fifth-dev/hotdog-en | five hot dogs, one plain, the rest with mustard | 4 dog +mustard; 1 dog
            fifth-dev/hotdog-en | two hot dogs with mustard and ketchup, one plain | 1 dog +ketchup +mustard; 1 dog
            fifth-dev/hotdog-en | a hot dog with nothing on it and a large beer | 1 dog; 1 beer(cup=large)
            sixth-dev/jacket-en | two ham, cheese and tomato toasties | 2 toastie(toastie-filling=t-ham+t-cheese+t-tomato)
            sixth-dev/jacket-en | a small and a large coffee | 1 coffee(cup=small); 1 coffee(cup=large)
            sixth-dev/jacket-en | two teas, one in a takeaway cup | 1 tea; 1 tea(serve=takeaway)
            sixth-dev/jacket-en | a jacket with tuna and she'll have hers with beans | 1 jacket(fillings=f-tuna); 1 jacket(fillings=f-beans)
            sixth-dev/pub-en | three pints of lager / make one of those an orange squash | 2 lager(measure=m-pint); 1 squash
            sixth-dev/pub-en | half a lager and the same but cider | 1 lager(measure=m-half); 1 cider(measure=m-half)
            sixth-dev/indien-fr | un korma / agneau, sans cajou | 1 korma-agneau -cajou
            sixth-dev/saladerie-fr | une niçoise oeuf en double | 1 nicoise +oeuf*2
            more-dev/fastfood-fr | un menu chicken, potatoes, oasis | 1 menu(m-accomp=potatoes,m-boisson=oasis,m-burger=chicken)
            """)
    void isUnderstood(String menu, String said, String order) {
        assertThat(new Said(MenuFile.loadMenu(WrittenOrdersTest.ORDERS.resolve(menu + ".yaml")))
                        .say(said)
                        .order())
                .isEqualTo(order);
    }
}
