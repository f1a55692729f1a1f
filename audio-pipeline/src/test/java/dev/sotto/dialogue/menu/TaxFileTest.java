package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxFileTest {
    private static final String FILE = """
            id: corner
            name: Corner
            language: en
            currency: EUR
            timeZone: Europe/Paris
            tax: "10"
            menu:
              categories: [{id: hot, name: hot dish}, {id: wines, name: wine, tax: "20"}]
              items:
                - {id: soup, name: soup, category: hot, price: "8.50"}
                - {id: red, name: red, category: wines, price: "5.00"}
                - {id: juice, name: juice, category: wines, price: "3.00", tax: "5.5"}
                - {id: gift, name: gift, category: wines, price: "9.00", tax: "0"}
            """;

    @Test
    void theNearestRateCountsAndStandsOnTheLineThatIsRungUp() {
        assertThat(rateOf(FILE, "soup")).isEqualTo(1000);
        assertThat(rateOf(FILE, "red")).isEqualTo(2000);
        assertThat(rateOf(FILE, "juice")).isEqualTo(550);
        assertThat(rateOf(FILE, "gift")).isZero();
        assertThat(rateOf(FILE.replace("tax: \"10\"\n", "\n"), "soup")).isNull();
        assertThat(rateOf(FILE.replace("tax: \"10\"\n", "\n"), "red")).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({
        "'tax: \"20\"', 'tax: \"120\"', menu.categories[1].tax",
        "'tax: \"5.5\"', 'tax: \"-5\"', menu.items[2].tax",
        "'tax: \"0\"', 'tax: none', menu.items[3].tax"
    })
    void aMistakeIsSaidInWords(String right, String wrong, String where) {
        assertThatThrownBy(() -> MenuFile.parse("f", FILE.replace(right, wrong)))
                .hasMessageContaining(where)
                .hasMessageContaining("must be a percentage");
    }

    private static @Nullable Integer rateOf(String file, String item) {
        RestaurantConfig config = MenuFile.parse("f", file);
        DraftLine line = new DraftLine("1", item, 1, Map.of(), Map.of(), List.of(), null, Map.of(), List.of());
        return Till.ring(new Carte(config), List.of(line)).getFirst().taxBasisPoints();
    }
}
