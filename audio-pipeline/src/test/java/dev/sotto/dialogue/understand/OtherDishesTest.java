package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.doubt.Concern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dishes that no menu here holds, called by words that are all known from others: unknown, and nothing stands for them. */
class OtherDishesTest {
    private static final String FRENCH = """
            language: fr
            items:
              - {id: lasagne, name: lasagnes de la maison, category: plats, price: "9.00"}
              - {id: tiramisu, name: tiramisu, category: desserts, price: "5.00"}
              - {id: tarte, name: tarte aux pommes, category: desserts, price: "5.00"}
              - {id: poulet, name: poulet rôti, category: plats, extras: [fraises, pommes-de-terre], price: "5.00"}
              - {id: soupe, name: soupe à l'oignon, category: plats, price: "5.00"}
              - {id: pizza, name: pizza chorizo, category: plats, extras: [champignons], price: "5.00"}
            categories: [{id: plats, name: plats}, {id: desserts, name: desserts}]
            ingredients:
              - {id: fraises, name: fraises}
              - {id: salade, name: salade}
              - {id: pommes-de-terre, name: pommes de terre}
              - {id: champignons, name: champignons}
            """;

    private static final String ENGLISH = """
            items:
              - {id: jacket, name: jacket potato, category: food, extras: [salad, cheese], price: "4.00"}
              - {id: pie, name: steak pie, synonyms: [pie], category: food, price: "9.00"}
              - {id: lamb, name: roast lamb, category: food, price: "9.00"}
              - {id: soup, name: soup of the day, synonyms: [soup], category: food, price: "4.00"}
              - {id: breakfast, name: full breakfast, category: food, ingredients: [sausages, mushrooms], price: "8.00"}
              - {id: tea, name: tea, category: food, price: "2.00"}
            categories: [{id: food, name: food}]
            ingredients:
              - {id: salad, name: side salad, synonyms: [salad]}
              - {id: cheese, name: cheese}
              - {id: sausages, name: sausages}
              - {id: mushrooms, name: mushrooms}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            un tiramisu de la maison | 1 tiramisu | nothing
            un tiramisu maison | 1 tiramisu | nothing
            une tarte aux fraises | nothing | tarte aux fraises
            une salade de pommes de terre | nothing | salade de pommes de terre
            un poulet rôti et une soupe de champignons | 1 poulet | soupe de champignons
            un poulet rôti aux pommes de terre | 1 poulet +pommes-de-terre | nothing
            """)
    void areUnknownInFrench(String said, String order, String unknown) throws IOException {
        isHeard(FRENCH, said, order, unknown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            potato salad please | nothing | potato salad
            a lamb pie and a tea | 1 tea | lamb pie
            a mushroom soup | nothing | mushroom soup
            two sausages and a tea | 1 tea | sausages
            a jacket with salad and a bowl of soup | 1 jacket +salad; 1 soup | nothing
            """)
    void areUnknownInEnglish(String said, String order, String unknown) throws IOException {
        isHeard(ENGLISH, said, order, unknown);
    }

    private void isHeard(String menu, String words, String order, String unknown) throws IOException {
        Path file = Files.writeString(folder.resolve("menu.yaml"), menu);
        Said said = new Said(MenuFile.loadMenu(file)).say(words);
        assertThat(said.order()).isEqualTo(order == null ? "" : order);
        String strange = said.understood().concerns().stream()
                .filter(Concern.Unknown.class::isInstance)
                .map(concern -> ((Concern.Unknown) concern).text())
                .collect(Collectors.joining(", "));
        assertThat(strange).isEqualTo(unknown == null ? "" : unknown);
    }
}
