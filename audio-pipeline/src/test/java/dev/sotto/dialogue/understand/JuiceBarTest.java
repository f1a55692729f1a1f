package dev.sotto.dialogue.understand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.dialogue.menu.MenuFile;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bar whose dishes are named for what is in them, by words that end in "ie". */
class JuiceBarTest {
    private static final RestaurantConfig MENU =
            MenuFile.load(Path.of("src", "test", "resources", "menus", "juice-bar.yaml"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            four mango smoothies, half of them with chia, all on apple juice | 2 mango(base=apple); 2 mango(base=apple) +chia
            two mango smoothies | 2 mango
            a berry smoothie, sorry, a mango one with coconut water | 1 mango(base=coconut)
            one mango with apple juice and one berry with coconut water | 1 mango(base=apple); 1 berry(base=coconut)
            no beetroot blast but a carrot kick | 1 carrot
            """)
    void isServedAsItsGuestsSpeak(String said, String order) {
        assertThat(new Said(MENU).say(said).order()).isEqualTo(order);
    }

    @Test
    void anotherMilkIsNotTheOneThereIs() {
        Said heard = new Said(MENU).say("a mango smoothie / almond milk");
        assertThat(heard.order()).isEqualTo("1 mango");
        assertThat(heard.understood().concerns())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concern.Unknown.class,
                        unknown -> assertThat(unknown.text()).isEqualTo("almond milk"));
    }
}
