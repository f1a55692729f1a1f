package dev.sotto.gateway.earpiece.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.earpiece.protocol.Assembly.Step;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Messages in pieces. */
class AssemblyTest {

    private final Assembly assembly = new Assembly();

    @Test
    void piecesBecomeTheMessageTheyWereCutFrom() {
        assertThat(assembly.piece(true, false, new byte[] {1, 2})).isEqualTo(new Step.More());
        assertThat(assembly.piece(false, false, new byte[0])).isEqualTo(new Step.More());
        assertThat(assembly.piece(false, true, new byte[] {3})).isInstanceOfSatisfying(Step.Whole.class, whole -> {
            assertThat(whole.text()).isTrue();
            assertThat(whole.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        });
        assertThat(assembly.piece(false, true, new byte[] {4})).isInstanceOf(Step.Whole.class);
    }

    @Test
    void moreThanAMessageMayHoldIsNotKept() {
        assertThat(assembly.piece(false, false, new byte[2_000])).isEqualTo(new Step.More());
        assertThat(assembly.piece(false, false, new byte[49])).isEqualTo(new Step.Refused(Closing.TOO_LARGE));
    }

    @Test
    void emptyPiecesWithoutEndAreNotCountedForEver() {
        Step last = new Step.More();
        int pieces = 0;
        while (last instanceof Step.More) {
            last = assembly.piece(false, false, new byte[0]);
            pieces++;
        }
        assertThat(last).isEqualTo(new Step.Refused(Closing.TOO_LARGE));
        assertThat(pieces).isLessThan(20);
    }
}
