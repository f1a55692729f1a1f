package dev.sotto.speech.engine.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final Map<String, Fake> fakes = new HashMap<>(Map.of("far", new Fake("far"), "near", new Fake("near")));
    private Instant now = Instant.EPOCH;
    private final Roster roster = new Roster(name -> java.util.Objects.requireNonNull(fakes.get(name)), () -> now);
    private final SpeechEngine both = roster.of(List.of("far", "near"));

    @Test
    void aTurnThatFailsInTheMiddleGoesOnWithTheNextEngineAndAllItsSound() {
        fake("far").fails = true;

        assertThat(hear()).isEqualTo("near");
        assertThat(fake("near").samples).isEqualTo(480);
    }

    @Test
    void whoFailedThreeTimesRestsAndTheHealthyOneStays() {
        fake("far").fails = true;
        for (int i = 0; i < 6; i++) {
            hear();
        }
        assertThat(fake("far").turns).isEqualTo(3);
        assertThat(fake("near").turns).isEqualTo(6);
    }

    @Test
    void afterARestOneTurnTriesAndTrustComesBack() {
        fake("far").fails = true;
        for (int i = 0; i < 3; i++) {
            hear();
        }
        fake("far").fails = false;
        now = now.plusSeconds(31);

        assertThat(hear()).isEqualTo("far");
        assertThat(hear()).isEqualTo("far");
    }

    @Test
    void whenAllFailTheLastComplaintIsHeard() {
        fake("far").fails = true;
        fake("near").fails = true;
        assertThatThrownBy(this::hear).hasMessage("near is broken");
    }

    @Test
    void anEngineThatIsNotReadyIsPassedOver() {
        fake("far").ready = false;
        assertThat(hear()).isEqualTo("near");
        fake("near").ready = false;
        assertThat(both.readiness("en"))
                .isEqualTo(new SpeechEngine.Readiness.NotReady("far is not there. near is not there."));
    }

    private Fake fake(String name) {
        return java.util.Objects.requireNonNull(fakes.get(name));
    }

    private String hear() {
        try (Listening turn = both.listen(SpeechContext.general("en"), 8000)) {
            for (int i = 0; i < 3; i++) {
                turn.hear(new short[160]);
            }
            turn.heard(Expectation.ORDER);
            return turn.engine();
        }
    }

    private static final class Fake implements SpeechEngine {
        private final String name;
        boolean fails;
        boolean ready = true;
        int turns;
        int samples;

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Readiness readiness(String language) {
            return ready ? new Readiness.Ready() : new Readiness.NotReady(name + " is not there.");
        }

        @Override
        public Listening listen(SpeechContext context, int sampleRateHz) {
            turns++;
            return new Listening() {
                @Override
                public String engine() {
                    return name;
                }

                @Override
                public void hear(short[] sound) {
                    samples += sound.length;
                }

                @Override
                public @Nullable Heard soFar(Expectation expectation) {
                    return null;
                }

                @Override
                public Heard heard(Expectation expectation) {
                    if (fails) {
                        throw new IllegalStateException(name + " is broken");
                    }
                    return new Heard(List.of(), 0);
                }
            };
        }

        @Override
        public void prepare(SpeechContext context, int sampleRateHz) {}

        @Override
        public void close() {}
    }
}
