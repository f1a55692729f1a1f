package dev.sotto.speech.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavFileTest {
    @Test
    void sixteenBitSamplesAreReadAsTheyAre() throws UnreadableSoundException {
        WavFile wav = WavFile.parse(wav(1, 1, 16_000, 16, new byte[] {1, 0, (byte) 0xff, (byte) 0xff}));

        assertThat(wav.sampleRateHz()).isEqualTo(16_000);
        assertThat(wav.samples()).containsExactly((short) 1, (short) -1);
    }

    @Test
    void twoChannelsAreMixed() throws UnreadableSoundException {
        WavFile wav = WavFile.parse(wav(1, 2, 8000, 16, new byte[] {10, 0, 30, 0}));

        assertThat(wav.samples()).containsExactly((short) 20);
    }

    @Test
    void muLawIsExpanded() throws UnreadableSoundException {
        WavFile wav = WavFile.parse(wav(7, 1, 8000, 8, new byte[] {(byte) 0xff, 0x00, (byte) 0x80}));

        assertThat(wav.samples()).containsExactly((short) 0, (short) -32124, (short) 32124);
    }

    @ParameterizedTest
    @CsvSource({
        "3,1,16000,32,format tag 3",
        "1,1,16000,24,24 bits",
        "1,6,16000,16,6 channels",
        "1,1,96000,16,96000 Hz",
        "1,1,4000,16,4000 Hz"
    })
    void whatIsNotSupportedIsNamed(int encoding, int channels, int rate, int bits, String named) {
        assertThatThrownBy(() -> WavFile.parse(wav(encoding, channels, rate, bits, new byte[48])))
                .isInstanceOf(UnreadableSoundException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("Supported is");
    }

    @Test
    void anotherKindOfFileIsNoWavFile() {
        byte[] mp3 = "ID3 and then some music".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> WavFile.parse(mp3)).hasMessageContaining("does not begin with 'RIFF'");
    }

    @Test
    void aRecordingThatWasCutOffIsReadAsFarAsItGoes() throws UnreadableSoundException {
        byte[] whole = wav(1, 1, 8000, 16, new byte[1000]);

        assertThat(WavFile.parse(Arrays.copyOf(whole, whole.length - 500)).samples())
                .hasSize(250);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void damagedFilesAreRefusedAndNeverCrash(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = wav(1, 1, 8000, 16, new byte[64]);
            for (int hit = 0; hit < 3; hit++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            try {
                assertThat(WavFile.parse(damaged).samples()).isNotEmpty();
            } catch (UnreadableSoundException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageContaining("Supported is");
            }
        }
    }

    private static byte[] wav(int encoding, int channels, int rate, int bits, byte[] sound) {
        ByteBuffer wav = ByteBuffer.allocate(44 + sound.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + sound.length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) encoding).putShort((short) channels).putInt(rate);
        wav.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(sound.length).put(sound);
        return wav.array();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws UnreadableSoundException {
        short[] samples = {0, 1, -1, 32_767, -32_768, 1234};
        WavFile read = WavFile.parse(WavFile.bytes(samples, 16_000));

        assertThat(read.samples()).containsExactly(samples);
        assertThat(read.sampleRateHz()).isEqualTo(16_000);
    }

    @Test
    void muLawThereAndBackStaysWithinItsSteps() throws UnreadableSoundException {
        for (int sample = -32_000; sample <= 32_000; sample += 37) {
            short back =
                    WavFile.muLaw(G711.toMuLaw(new short[] {(short) sample})).samples()[0];
            assertThat(Math.abs(back - sample)).isLessThanOrEqualTo(8 + Math.abs(sample) / 16);
        }
    }
}
