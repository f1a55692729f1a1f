package dev.sotto.gateway.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every codec does to a voice, and what it does with what is none. */
class CodecTest {

    @ParameterizedTest
    @CsvSource({
        "PCMU, 20, 0.9995",
        "PCMA, 20, 0.9995",
        "G722, 20, 0.995",
        "G722, 10, 0.995",
        "G722, 60, 0.995",
        // Opus keeps how a voice sounds, not its waveform.
        "OPUS, 20, 0.75",
        "OPUS, 10, 0.75",
        "OPUS, 40, 0.75",
        "OPUS, 60, 0.75"
    })
    void aVoiceIsHeardAsItWasSpoken(Codec codec, int packetMillis, double likeness) {
        short[] spoken = Sound.voice(codec.sampleRateHz(), 3);
        short[] heard = Sound.through(codec, spoken, packetMillis);
        assertThat(Sound.likeness(spoken, heard, 200)).isGreaterThan(likeness);
    }

    @ParameterizedTest
    @CsvSource({"G722, 1000", "G722, 3000", "G722, 6000", "OPUS, 1000", "OPUS, 6000"})
    void widebandCodecsCarryWhatATelephoneCannot(Codec codec, int hertz) {
        short[] spoken = Sound.tone(hertz, 16_000, 1000);
        assertThat(Sound.likeness(spoken, Sound.through(codec, spoken, 20), 200))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void silenceStaysSilent(Codec codec) {
        short[] heard = Sound.through(codec, new short[codec.sampleRateHz()], 20);
        for (short sample : heard) {
            assertThat(Math.abs(sample)).isLessThan(40);
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void noNoiseEscapesAsAnException(Codec codec) {
        Random random = new Random(3551);
        VoiceDecoder decoder = codec.decoder();
        short[] into = new short[VoiceDecoder.MAX_SAMPLES];
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(decoder.decode(noise, 0, noise.length, into))
                    .as("seed 3551, %d", i)
                    .isBetween(0, into.length);
        }
    }

    @Test
    void aCodecIsKnownByItsNameHoweverItIsWritten() {
        assertThat(Codec.PCMU.isMeantBy("pcmu/8000/1")).isTrue();
        assertThat(Codec.OPUS.isMeantBy("OPUS/48000/2")).isTrue();
        assertThat(Codec.OPUS.isMeantBy("opus/48000")).isFalse();
        assertThat(Codec.G722.isMeantBy("G722/16000")).isFalse();
    }

    @Test
    void aChangeOfRateKeepsATonesLoudnessAndLosesNoSample() {
        short[] wide = Sound.tone(1000, 16_000, 1000);
        short[] narrow = converted(wide, 16_000, 8000);
        assertThat(narrow).hasSize(8000);
        assertThat(Sound.likeness(Sound.tone(1000, 8000, 1000), narrow, 40)).isGreaterThan(0.999);
        short[] again = converted(narrow, 8000, 16_000);
        assertThat(again).hasSize(16_000);
        assertThat(Sound.likeness(wide, again, 80)).isGreaterThan(0.999);
    }

    @Test
    void whatTheTelephoneCannotCarryVanishesInsteadOfFoldingBack() {
        short[] narrow = converted(Sound.tone(6000, 16_000, 1000), 16_000, 8000);
        for (int i = 100; i < narrow.length; i++) {
            assertThat(Math.abs(narrow[i])).isLessThan(200);
        }
    }

    private static short[] converted(short[] samples, int fromHz, int toHz) {
        RateChange change = RateChange.between(fromHz, toHz);
        short[] out = new short[samples.length * toHz / fromHz];
        int each = fromHz / 50;
        int written = 0;
        for (int at = 0; at < samples.length; at += each) {
            short[] piece = new short[2 * each];
            System.arraycopy(samples, at, piece, 0, each);
            int count = change.convert(piece, each);
            System.arraycopy(piece, 0, out, written, count);
            written += count;
        }
        return out;
    }
}
