package dev.sotto.orders.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.kitchen.Rail.Slip;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RailTest {

    private static Slip slip(String order, long position) {
        return new Slip(order, position, new ScreenEvent("ticket", order + "@" + position, new byte[0]));
    }

    private static List<Object> values(Rail rail, long after) {
        return rail.after(after).stream().map(ScreenEvent::value).toList();
    }

    @Test
    void aScreenTakesWhatItHasNotSeen() {
        Rail rail = Rail.empty(4).with(List.of(slip("a", 5), slip("b", 6))).with(List.of(slip("c", 9)));

        assertThat(values(rail, 4)).containsExactly("a@5", "b@6", "c@9");
        assertThat(values(rail, 5)).containsExactly("b@6", "c@9");
        assertThat(values(rail, 9)).isEmpty();
        assertThat(rail.head()).isEqualTo(9);
        assertThat(Rail.empty(4).head()).isEqualTo(4);
    }

    @Test
    void ofAnOrderOnlyTheNewestSlipHangs() {
        Rail rail = Rail.empty(0).with(List.of(slip("a", 1), slip("b", 2))).with(List.of(slip("a", 3)));

        assertThat(values(rail, 0)).containsExactly("b@2", "a@3");
        assertThat(rail.reaches(0)).as("nothing of it is missing").isTrue();
    }

    @Test
    void aFullRailSaysFromWhereOnItIsWhole() {
        Rail rail = Rail.empty(0);
        for (int page = 0; page < 3; page++) {
            int from = 100 * page;
            rail = rail.with(IntStream.rangeClosed(from + 1, from + 100)
                    .mapToObj(at -> slip("o" + at, at))
                    .toList());
        }

        assertThat(rail.slips()).hasSize(Rail.MOST);
        assertThat(rail.since()).isEqualTo(100);
        assertThat(rail.reaches(99)).isFalse();
        assertThat(rail.reaches(100)).isTrue();
        assertThat(values(rail, 100)).hasSize(200).first().isEqualTo("o101@101");
    }
}
