package dev.sotto.gateway.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** G.711 against the values of the recommendation (as the reference g711.c gives them). */
class G711Test {

    @ParameterizedTest
    @CsvSource({
        "PCMU, 0xFF, 0", "PCMU, 0x7F, 0", "PCMU, 0x00, -32124", "PCMU, 0x80, 32124", "PCMU, 0xFE, 8",
        "PCMU, 0x7E, -8", "PCMU, 0xF0, 120", "PCMU, 0xEF, 132", "PCMU, 0xC0, 1884", "PCMU, 0x0F, -16764",
        "PCMA, 0xD5, 8", "PCMA, 0x55, -8", "PCMA, 0xAA, 32256", "PCMA, 0x2A, -32256", "PCMA, 0xD4, 24",
        "PCMA, 0x80, 5504", "PCMA, 0xC5, 264", "PCMA, 0x00, -5504"
    })
    void codesExpandAsTheTablesSay(Codec codec, String code, short sample) {
        assertThat(law(codec).expand((byte) Integer.decode(code).intValue())).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, 0, 0xFF", "PCMU, -1, 0x7F", "PCMU, 32767, 0x80", "PCMU, -32768, 0x00", "PCMU, 1000, 0xCE",
        "PCMU, -1000, 0x4E", "PCMA, 0, 0xD5", "PCMA, -1, 0x55", "PCMA, 32767, 0xAA", "PCMA, -32768, 0x2A",
        "PCMA, 1000, 0xFA", "PCMA, -1000, 0x7A"
    })
    void samplesCompressAsTheTablesSay(Codec codec, short sample, String code) {
        assertThat(law(codec).compress(sample))
                .isEqualTo((byte) Integer.decode(code).intValue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA"})
    void everyCodeSurvivesARoundTrip(Codec codec) {
        G711 law = law(codec);
        for (int code = 0; code < 256; code++) {
            short sample = law.expand((byte) code);
            assertThat(law.expand(law.compress(sample))).as("code %02x", code).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA"})
    void noSampleIsFurtherOffThanItsStep(Codec codec) {
        G711 law = law(codec);
        for (int sample = -32_000; sample <= 32_000; sample++) {
            int error = Math.abs(law.expand(law.compress((short) sample)) - sample);
            assertThat(error).as("sample %d", sample).isLessThanOrEqualTo(Math.max(16, Math.abs(sample) / 16));
        }
    }

    @Test
    void silenceIsSilent() {
        assertThat(G711.MU_LAW.expand(G711.MU_LAW.compress((short) 0))).isZero();
        assertThat(G711.A_LAW.expand(G711.A_LAW.compress((short) 0))).isEqualTo((short) 8);
    }

    private static G711 law(Codec codec) {
        return codec == Codec.PCMU ? G711.MU_LAW : G711.A_LAW;
    }
}
