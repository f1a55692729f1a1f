package dev.sotto.load.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class G711Test {
    @ParameterizedTest
    @CsvSource({"0xFF, 0", "0x7F, 0", "0x80, 32124", "0x00, -32124", "0xFE, 8", "0xF0, 120", "0xEF, 132", "0xC0, 1884"})
    void muLawCodesMeanTheSamplesOfTheStandard(int code, int sample) {
        assertThat((int) G711.fromMuLaw((byte) code)).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource({"0xD5, 8", "0x55, -8", "0xAA, 32256", "0x2A, -32256", "0xD4, 24", "0xC5, 264", "0xF5, 528"})
    void aLawCodesMeanTheSamplesOfTheStandard(int code, int sample) {
        assertThat((int) G711.fromALaw((byte) code)).isEqualTo(sample);
    }

    @Test
    void everyCodeSurvivesDecodingAndEncoding() {
        for (int code = 0; code < 256; code++) {
            assertThat(G711.toALaw(G711.fromALaw((byte) code)) & 0xFF).isEqualTo(code);
            // 0x7F is minus zero, which comes back as the other zero.
            int zeroFolded = code == 0x7F ? 0xFF : code;
            assertThat(G711.toMuLaw(G711.fromMuLaw((byte) code)) & 0xFF).isEqualTo(zeroFolded);
        }
    }

    @Test
    void everySampleBecomesTheNearestCode() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int mu = G711.fromMuLaw(G711.toMuLaw((short) sample));
            int a = G711.fromALaw(G711.toALaw((short) sample));
            int step = Math.max(16, Math.abs(sample) / 16);
            assertThat(Math.abs(mu - Math.clamp(sample, -32_124, 32_124))).isLessThanOrEqualTo(step);
            assertThat(Math.abs(a - Math.clamp(sample, -32_256, 32_256))).isLessThanOrEqualTo(step);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ULAW", "ALAW"})
    void thePlatformsOwnDecoderAgreesOnEveryCode(String law) throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) i;
        }
        Encoding encoding = law.equals("ULAW") ? Encoding.ULAW : Encoding.ALAW;
        AudioFormat from = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        AudioFormat to = new AudioFormat(Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, false);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(
                to, new AudioInputStream(new ByteArrayInputStream(codes), from, codes.length))) {
            Pcm theirs = Pcm.littleEndian(in.readAllBytes(), 8000);
            Pcm ours = Pcm.of(law.equals("ULAW") ? G711.fromMuLaw(codes) : G711.fromALaw(codes), 8000);
            assertThat(ours.samples()).containsExactly(theirs.samples());
        }
    }
}
