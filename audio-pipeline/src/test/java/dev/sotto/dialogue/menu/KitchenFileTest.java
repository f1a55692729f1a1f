package dev.sotto.dialogue.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenAgeing;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KitchenFileTest {
    private static final String FILE = """
            id: corner
            name: Corner
            language: en
            currency: EUR
            timeZone: Europe/Paris
            kitchen:
              stations: [{id: pot, name: The pot}]
              courses: [{id: late, name: Late, categories: [hot], held: true}]
              ageing: [{service: pickup, warnMinutes: 7}]
              printers: [{id: hot-1, name: Pot, address: "10.0.0.7", stations: [pot]}]
            menu:
              categories: [{id: hot, name: hot dish, station: pot}]
              items: [{id: soup, name: soup, category: hot, price: "8.50"}]
            """;

    @Test
    void aKitchenSaysHowItWorks() {
        Kitchen kitchen = Objects.requireNonNull(MenuFile.parse("f", FILE).kitchen());

        assertThat(kitchen.expo()).isFalse();
        assertThat(kitchen.stations().getFirst().name()).isEqualTo("The pot");
        assertThat(kitchen.courses().getFirst().held()).isTrue();
        assertThat(kitchen.ageing()).isEqualTo(List.of(new KitchenAgeing("pickup", 7, 14)));
        assertThat(kitchen.printers())
                .containsExactly(new KitchenPrinter("hot-1", "Pot", "10.0.0.7", List.of("pot"), 42, "pc858"));
    }

    @ParameterizedTest
    @CsvSource({
        "categories: [hot], categories: [hat], there is no category",
        "service: pickup, service: drone, must be pickup",
        "warnMinutes: 7, 'warnMinutes: 7, lateMinutes: 7', must be more than warnMinutes",
        "warnMinutes: 7, 'warnMinutes: 7, patience: 3', is not a known field",
        "stations: [pot]}], stations: [pit]}], there is no station \"pit\"",
        "'10.0.0.7', '10.0.0.7:99999', must be host or host:port",
        "'10.0.0.7', 'http://10.0.0.7', must be host or host:port",
        "id: hot-1, id: Hot 1, 'must be small letters, digits and dashes'",
        "name: Pot, 'name: Pot, columns: 40', 'must be 32, 42 or 48, not 40'",
        "name: Pot, 'name: Pot, characters: utf8', must be pc858 or wpc1252",
    })
    void aMistakeIsSaidInWords(String right, String wrong, String says) {
        assertThatThrownBy(() -> MenuFile.parse("f", FILE.replace(right, wrong)))
                .hasMessageContaining(says);
    }
}
