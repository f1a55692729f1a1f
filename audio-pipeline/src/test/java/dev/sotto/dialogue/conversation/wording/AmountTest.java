package dev.sotto.dialogue.conversation.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "2350,EUR,false,23 euros 50",
        "2300,EUR,false,23 euros",
        "100,EUR,false,1 euro",
        "105,EUR,false,1 euro and 5 cents",
        "50,EUR,false,50 cents",
        "199,GBP,false,1 pound 99",
        "1200,JPY,false,1200 JPY",
        "2350,EUR,true,23 euros 50",
        "105,EUR,true,1 euro et 5 centimes",
        "1,EUR,true,1 centime",
        "0,EUR,true,0 euro"
    })
    void sumsAreSaidAsPeopleSayThem(long minor, String currency, boolean french, String spoken) {
        assertThat(Amount.spoken(minor, currency, french)).isEqualTo(spoken);
    }
}
