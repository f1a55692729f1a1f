package dev.sotto.dialogue.conversation.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrenchLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1 | -       | pizza reine    | -             | une pizza reine
            1 | grand   | pizza reine    | -             | une grande pizza reine
            2 | grand   | pizza reine    | -             | deux grandes pizzas reine
            1 | moyen   | pizza reine    | -             | une pizza reine moyenne
            1 | petite  | café           | -             | un petit café
            1 | grande  | orientale      | -             | une grande orientale
            1 | grand   | orientale      | -             | orientale grand
            1 | -       | Jupiler        | 25 cl         | Jupiler 25 cl
            1 | -       | riesling       | verre         | un verre de riesling
            2 | -       | riesling       | verre         | deux verres de riesling
            1 | -       | eau gazeuse    | bouteille     | une bouteille d'eau gazeuse
            3 | -       | gâteau patate  | -             | trois gâteaux patate
            2 | -       | lasagnes       | -             | deux lasagnes
            1 | -       | lasagnes       | -             | lasagnes
            1 | -       | tarte flambée  | gratinée      | une tarte flambée gratinée
            """)
    void isSaidAsAWaiterSaysIt(int quantity, String size, String item, String choices, String said) {
        List<String> chosen = choices == null ? List.of() : Arrays.asList(choices.split(", ", -1));
        assertThat(FrenchLine.of(new SpokenLine(quantity, size, item, chosen, List.of(), List.of())))
                .isEqualTo(said);
    }
}
