package dev.sotto.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sotto.log.Topics;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written by hand is what reflection writes by the schema, and is read as safely. */
class ShorthandTest {

    private final RecordCodec<AudioFrames> byHand = new RecordCodec<>(Topics.AUDIO_FRAMES);
    private final RecordCodec<AudioFrames> byReflection = new RecordCodec<>(Topics.AUDIO_FRAMES, null);

    @ParameterizedTest
    @MethodSource("frames")
    void bothWriteTheSameBytesAndReadTheSameRecord(AudioFrames frames) {
        byte[] bytes = byReflection.encode(frames);

        assertThat(byHand.encode(frames)).isEqualTo(bytes);
        assertThat(byHand.decode(bytes)).isEqualTo(frames).isEqualTo(byReflection.decode(bytes));
    }

    static List<AudioFrames> frames() {
        return List.of(
                frames("7a4e0f8e-1c53-4e0e-9a54-0d5c7a1d1a11", AudioSource.PHONE, 0, 1, 0, false, 320, 0),
                frames("käse", AudioSource.EARPIECE, Long.MAX_VALUE, 500, 1 << 30, true, 6400, 10),
                frames("", AudioSource.PHONE, -1, 0, 63, false, 0, 64));
    }

    private static AudioFrames frames(
            String call, AudioSource source, long first, int count, int lost, boolean yes, int bytes, int concealed) {
        ByteBuffer audio = ByteBuffer.allocate(bytes + 3).position(3);
        return new AudioFrames(
                Envelope.unique(Topics.AUDIO_FRAMES, "chez-lucette"),
                call,
                source,
                first,
                count,
                20,
                16_000,
                lost,
                yes,
                1_763_700_000_000_123L,
                yes,
                audio.slice(),
                concealed);
    }

    @Test
    void bytesThatAreCutOffOrDamagedAreRefusedAndNothingElseHappens() {
        byte[] bytes = byHand.encode(frames().getFirst());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] harmed = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (int i = 0; i < 3 && harmed.length > 5; i++) {
                harmed[5 + random.nextInt(harmed.length - 5)] = (byte) random.nextInt();
            }
            assertThatCode(() -> refuseOrRead(harmed)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    private void refuseOrRead(byte[] bytes) {
        try {
            byHand.decode(bytes);
        } catch (UndecodableRecord refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
