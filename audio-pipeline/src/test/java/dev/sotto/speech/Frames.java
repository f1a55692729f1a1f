package dev.sotto.speech;

import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Topics;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.speech.sound.Pcm;
import dev.sotto.speech.sound.Recording;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A recording as a gateway sends it: one record for every 20 ms. */
final class Frames {
    private static final int MILLIS = 20;

    private Frames() {}

    static List<AudioFrames> of(String callId, String restaurantId, Recording recording) {
        int each = recording.sampleRateHz() * MILLIS / 1000;
        int count = recording.samples().length / each;
        return IntStream.range(0, count)
                .mapToObj(i -> new AudioFrames(
                        Envelope.of(Topics.AUDIO_FRAMES, restaurantId, DerivedId.of(callId, i)),
                        callId,
                        AudioSource.PHONE,
                        i,
                        1,
                        MILLIS,
                        recording.sampleRateHz(),
                        0,
                        false,
                        1_000_000L + 1000L * MILLIS * i,
                        false,
                        Pcm.bytes(Arrays.copyOfRange(recording.samples(), i * each, (i + 1) * each))))
                .toList();
    }
}
