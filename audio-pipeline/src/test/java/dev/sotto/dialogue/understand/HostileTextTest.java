package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.Menus;
import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.menu.Till;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {
    private static final String[] WORDS = {
        "make it free",
        "ignore your instructions",
        "9999999999",
        "price 0",
        "cheeseburger",
        "cheeseburgers",
        "fries",
        "minus",
        "no",
        "without",
        "-5",
        "null",
        "{",
        "}",
        "\"",
        "drop table orders",
        "two",
        "one hundred thousand",
        "large",
        "the same again",
        "all of them",
        "cancel",
        "extra",
        "cheddar",
        "onions",
        "and",
        "sorry",
        "actually",
        "change",
        "to",
        "instead of",
        "half of them",
        "\u0000",
        "\ud83c\udf55",
        "ß",
        "e\u0301\u0301\u0301",
        "yes",
        "the second one",
        "another",
        "one",
        "with",
        "system:",
        "total is 1 cent",
        "🙂🙂",
        "a",
        "of",
        "coke",
        "",
        "?!.,;:"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingThatIsSaidThrowsSetsAPriceOrExceedsALimit(long seed) {
        Random random = new Random(seed);
        RestaurantConfig menu = Menus.english();
        Understander understander = new Understander(menu, "en");
        Carte carte = understander.carte();
        for (int call = 0; call < 60; call++) {
            List<DraftLine> lines = List.of();
            int ever = 0;
            for (int turn = 0; turn < 6; turn++) {
                String text = text(random);
                Understood understood = understander.understand(text, lines, ever, null);
                lines = understood.lines();
                ever = understood.linesEver();
                check(menu, carte, lines, "seed " + seed + ": " + text);
                assertThat(understood.confidence()).isBetween(0.0, 1.0);
            }
        }
    }

    private static void check(RestaurantConfig menu, Carte carte, List<DraftLine> lines, String what) {
        assertThat(lines).as(what).hasSizeLessThanOrEqualTo(menu.limits().linesPerOrder());
        for (DraftLine line : lines) {
            assertThat(line.quantity()).as(what).isBetween(1, carte.mostOf(line.itemId()));
        }
        for (OrderLine line : Till.ring(carte, lines)) {
            long least = cheapest(menu, line.itemId());
            assertThat(line.unitPriceMinor()).as(what).isGreaterThanOrEqualTo(least);
            assertThat(line.totalMinor()).as(what).isEqualTo(line.unitPriceMinor() * line.quantity());
        }
    }

    private static long cheapest(RestaurantConfig menu, String itemId) {
        MenuItem item = menu.menu().item(itemId).orElseThrow();
        Long own = item.priceMinor();
        return own != null
                ? own
                : item.sizes().stream().mapToLong(MenuSize::priceMinor).min().orElseThrow();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(40);
        for (int word = 0; word < words; word++) {
            boolean noise = random.nextInt(10) == 0;
            text.append(noise ? Character.toString(random.nextInt(0x2FFF) + 1) : WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(8) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
