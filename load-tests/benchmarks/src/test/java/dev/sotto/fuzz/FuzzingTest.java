package dev.sotto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A short run over every parser; {@code ./sotto bench fuzz} goes on for as long as wanted. */
class FuzzingTest {

    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 2_000;

    @TestFactory
    Stream<DynamicTest> noMutationEscapesAsAnException() {
        return Fuzzing.targets().stream()
                .map(target -> DynamicTest.dynamicTest(
                        target.name(),
                        () -> assertThat(Fuzzing.run(target, SEED, round -> round < ROUNDS))
                                .isEqualTo(ROUNDS)));
    }

    @Test
    void aParserThatThrowsIsFoundAndItsInputTold() {
        Target brittle = new Target() {
            @Override
            public String name() {
                return "brittle";
            }

            @Override
            public List<byte[]> examples() {
                return Target.texts("12345");
            }

            @Override
            public void parse(byte[] input) {
                Integer.parseInt(new String(input, StandardCharsets.ISO_8859_1));
            }
        };
        assertThatThrownBy(() -> Fuzzing.run(brittle, SEED, round -> round < ROUNDS))
                .isInstanceOf(Find.class)
                .hasMessageContaining("brittle, seed " + SEED)
                .hasCauseInstanceOf(NumberFormatException.class);
    }
}
