package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreshnessTest {

    /** Before zero, as a clock of nanoseconds may be. */
    private static final long START = -1_000;

    private final Freshness freshness = new Freshness(100, START);

    private boolean has(String restaurantId, long at) {
        return freshness.has(restaurantId, START + at);
    }

    @Test
    void nothingIsKnownUntilTheReplicaHasWhatWasWritten() {
        assertThat(has("r1", 1)).isFalse();
        freshness.written(START + 1, 500);
        freshness.applied(499);
        assertThat(has("r1", 2)).isFalse();
        freshness.applied(500);
        assertThat(has("r1", 3)).isTrue();
        assertThat(freshness.lagSeconds(START + 3)).isEqualTo(2e-9);
    }

    @Test
    void whatChangedIsNotOnItUntilItHasWhatWasWrittenLater() {
        freshness.written(START + 1, 500);
        freshness.applied(500);
        freshness.changed("r1", START + 5);
        assertThat(has("r1", 6)).isFalse();
        assertThat(has("r2", 6)).isTrue();

        freshness.written(START + 5, 600);
        freshness.applied(600);
        assertThat(has("r1", 7)).as("asked in the very moment of the change").isFalse();
        freshness.written(START + 8, 600);
        freshness.applied(600);
        assertThat(has("r1", 9)).isTrue();
    }

    @Test
    void whatChangedAnywhereIsOnItForNobody() {
        freshness.written(START + 1, 500);
        freshness.applied(500);
        freshness.changed(Freshness.EVERYWHERE, START + 2);
        assertThat(has("r1", 3)).isFalse();
        freshness.written(START + 4, 500);
        freshness.applied(500);
        assertThat(has("r1", 5)).isTrue();
    }

    @Test
    void oneThatIsTooFarBehindOrLostIsNotAsked() {
        freshness.written(START + 1, 500);
        freshness.applied(500);
        assertThat(has("r1", 101)).isTrue();
        assertThat(has("r1", 102)).isFalse();

        freshness.written(START + 120, 900);
        freshness.applied(899);
        assertThat(has("r1", 121)).isFalse();
        freshness.applied(900);
        assertThat(has("r1", 122)).isTrue();
        freshness.lost();
        assertThat(has("r1", 123)).isFalse();
        assertThat(freshness.lagSeconds(START + 123)).isEqualTo(-1);
    }
}
