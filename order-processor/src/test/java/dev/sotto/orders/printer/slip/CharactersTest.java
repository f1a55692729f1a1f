package dev.sotto.orders.printer.slip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CharactersTest {

    @Test
    void accentsAreTheBytesThatEpsonsTablesGiveThem() {
        assertThat(Characters.PC858.bytes("éèàçù€")).containsExactly(0x82, 0x8a, 0x85, 0x87, 0x97, 0xd5);
        assertThat(Characters.WPC1252.bytes("éœ€")).containsExactly(0xe9, 0x9c, 0x80);
    }

    @Test
    void aLetterThePrinterLacksIsWrittenWithLettersItHas() {
        assertThat(Characters.PC858.fit("Bœuf à l’ail – “doux”…")).isEqualTo("Boeuf à l'ail - \"doux\"...");
        assertThat(Characters.WPC1252.fit("Bœuf")).isEqualTo("Bœuf");
        assertThat(Characters.PC858.fit("Łódź, Žižka, ﬁn, e\u0301tude")).isEqualTo("Lódz, Zizka, fin, étude");
        assertThat(Characters.PC858.fit("寿司 🍣")).isEqualTo("?? ?");
        assertThat(Characters.PC858.fit("1\u202f250\u00a0g\u200b")).isEqualTo("1 250 g");
    }

    @ParameterizedTest
    @EnumSource(Characters.class)
    void nothingAGuestSaysIsACommand(Characters characters) {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder said = new StringBuilder();
            random.ints(40, 0, 0x3000).forEach(said::appendCodePoint);
            byte[] bytes = characters.bytes(characters.fit(said.toString()));
            for (byte each : bytes) {
                assertThat(each & 0xff).as("seed 42, round %d", round).isGreaterThanOrEqualTo(' ');
            }
        }
    }

    @Test
    void linesBreakBetweenWordsAndNeverLoseAny() {
        assertThat(EscPos.wrapped("sans oignons s'il vous plaît", 12))
                .isEqualTo(List.of("sans oignons", "s'il vous", "plaît"));
        assertThat(EscPos.wrapped("a verylongwordindeed b", 8)).isEqualTo(List.of("a", "verylong", "wordinde", "ed b"));
        assertThat(EscPos.wrapped("abcdefgh", 8)).isEqualTo(List.of("abcdefgh"));
        assertThat(EscPos.wrapped(" ", 8)).isEqualTo(List.of(""));
    }
}
