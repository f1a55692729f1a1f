package dev.sotto.load.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WavTest {
    private static final Pcm TONE = new Tone(440).lasting(Duration.ofMillis(100), 16_000, 0.5);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("tone.wav");
        Wav.write(file, TONE);
        assertThat(Wav.read(file)).isEqualTo(TONE);
    }

    @Test
    void aStreamedFileOfUnknownSizeIsReadToItsEnd() {
        byte[] wav = Wav.bytes(TONE);
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, 0x7FFF_F024)
                .putInt(40, 0x7FFF_F000);
        assertThat(Wav.read(wav, "stream")).isEqualTo(TONE);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);
        assertThat(Wav.read(wav, "stream")).isEqualTo(TONE);
    }

    @Test
    void chunksThatAreNotSoundAreSteppedOver() {
        byte[] wav = Wav.bytes(TONE);
        byte[] list = "LIST\3\0\0\0abc\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer with = ByteBuffer.allocate(wav.length + list.length);
        with.put(wav, 0, 36).put(list).put(wav, 36, wav.length - 36);
        assertThat(Wav.read(with.array(), "listed")).isEqualTo(TONE);
    }

    @Test
    void stereoIsMixedAndEightBitsAreUnsigned() {
        byte[] wav = header(1, 2, 8000, 8, 4);
        wav = concat(wav, new byte[] {(byte) 128, (byte) 128, (byte) 255, (byte) 129});
        assertThat(Wav.read(wav, "eight").samples()).containsExactly((short) 0, (short) 16_384);
    }

    @Test
    void floatAndTwentyFourBitsAndG711AreUnderstood() {
        ByteBuffer half = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f);
        assertThat(Wav.read(concat(header(3, 1, 8000, 32, 4), half.array()), "float")
                        .samples())
                .containsExactly((short) 16_384);
        assertThat(Wav.read(concat(header(1, 1, 8000, 24, 3), new byte[] {9, 0x34, 0x12}), "24")
                        .samples())
                .containsExactly((short) 0x1234);
        assertThat(Wav.read(concat(header(7, 1, 8000, 8, 1), new byte[] {0}), "mu")
                        .samples())
                .containsExactly((short) -32_124);
        assertThat(Wav.read(concat(header(6, 1, 8000, 8, 1), new byte[] {(byte) 0xAA}), "a")
                        .samples())
                .containsExactly((short) 32_256);
    }

    @Test
    void aTruncatedFileSaysHowMuchIsMissing() {
        byte[] cut = Arrays.copyOf(Wav.bytes(TONE), 1044);
        assertThatThrownBy(() -> Wav.read(cut, "order.wav"))
                .isInstanceOf(WavUnreadable.class)
                .hasMessage("order.wav is cut short: it promises 3200 bytes of sound and holds 1000.");
        assertThatThrownBy(() -> Wav.read(Arrays.copyOf(cut, 30), "order.wav"))
                .hasMessage("order.wav is cut short inside its 'fmt' chunk.");
        assertThatThrownBy(() -> Wav.read(Arrays.copyOf(cut, 36), "order.wav"))
                .hasMessage("order.wav holds no sound (it has no 'data' chunk).");
    }

    @Test
    void whatIsNoWavFileSaysSo() throws IOException {
        Path text = Files.writeString(folder.resolve("order.txt"), "two pizzas, please");
        assertThatThrownBy(() -> Wav.read(text))
                .hasMessage(text + " is not a WAV file (it does not begin with RIFF … WAVE).");
        assertThatThrownBy(() -> Wav.read(folder.resolve("absent.wav")))
                .hasMessage(folder.resolve("absent.wav") + " does not exist.");
        assertThatThrownBy(() -> Wav.read(folder)).isInstanceOf(WavUnreadable.class);
        assertThatThrownBy(() -> Wav.read(new byte[0], "nothing")).isInstanceOf(WavUnreadable.class);
    }

    @Test
    void formatsThatCannotBePlayedAreNamed() {
        assertThatThrownBy(() -> Wav.read(header(0x55, 1, 44_100, 0, 0), "song.wav"))
                .hasMessageStartingWith("song.wav is in a format that cannot be played (code 85 with 0 bits)");
        assertThatThrownBy(() -> Wav.read(header(1, 0, 8000, 16, 0), "none.wav"))
                .hasMessage("none.wav has 0 channels; 1 to 8 can be played.");
        assertThatThrownBy(() -> Wav.read(header(1, 1, -1, 16, 0), "fast.wav"))
                .hasMessage("fast.wav has a sample rate of 4294967295 Hz; 4000 to 192000 Hz can be played.");
    }

    private static byte[] header(int code, int channels, int rateHz, int bits, int size) {
        ByteBuffer wav = ByteBuffer.wrap(Arrays.copyOf(Wav.bytes(TONE), 44)).order(ByteOrder.LITTLE_ENDIAN);
        wav.putShort(20, (short) code).putShort(22, (short) channels).putInt(24, rateHz);
        return wav.putShort(34, (short) bits).putInt(40, size).array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
