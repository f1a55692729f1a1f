package dev.sotto.speech.engine.sphinx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlternativesTest {
    private final Alternatives others = new Alternatives(List.of("can", "i", "have", "a", "mango", "lassi"));

    @Test
    void anotherReadingDiffersInMoreThanAnArticleOrAHesitation() {
        take(
                "can i have a mango lassi",
                "can i have the mango lassi",
                "uh can i have a mango lassi",
                "can have mango lassi");

        assertThat(others.found()).isEmpty();

        take("can i have a mint lassi", "oh can i have a mint lassi", "can i have two mango lassi");

        assertThat(others.found()).containsExactly("can i have a mint lassi", "can i have two mango lassi");
    }

    @Test
    void theSearchEndsWhenThereAreEnoughOrNoneAreFound() {
        for (int i = 0; others.wantsMore(); i++) {
            take("can i have dish number " + i);
        }
        assertThat(others.found()).hasSize(4);

        Alternatives alike = new Alternatives(List.of("a", "latte"));
        int taken = 0;
        while (alike.wantsMore()) {
            alike.take("the latte");
            taken++;
        }
        assertThat(taken).isEqualTo(40);
        assertThat(alike.found()).isEmpty();
    }

    private void take(String... readings) {
        List.of(readings).forEach(others::take);
    }
}
