package dev.sotto.speech.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAloudTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | That is €12.50, please. | That is 12 euros 50, please.
            en | A tea is £1.05 | A tea is 1 pound and 5 pence
            en | Only $0.90 | Only 90 cents
            en | Twenty costs $20 | Twenty costs 20 dollars
            en | We open at 18:30 | We open at 6 30 p m
            en | We close at 00:05 | We close at 12 oh 5 a m
            en | Call 555 0123 456 | Call 5 5 5, 0 1 2 3, 4 5 6
            en | Fish & chips, 2% milk | Fish and chips, 2 percent milk
            en | Two large pizzas for table 12 | Two large pizzas for table 12
            fr | Cela fait 12,50 €. | Cela fait 12 euros 50.
            fr | Un café à 1,05 € | Un café à 1 euro et 5 centimes
            fr | Ouvert dès 18h30 | Ouvert dès 18 heures 30
            fr | Fermé à 1:00 | Fermé à 1 heure
            """)
    void whatIsWrittenToBeSeenIsSaidAsPeopleSayIt(String language, String written, String said) {
        assertThat(ReadAloud.of(written, language)).isEqualTo(said);
    }
}
