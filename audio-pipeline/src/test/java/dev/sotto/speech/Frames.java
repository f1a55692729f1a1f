package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
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

    /** One frame of a loud tone or of silence, at 8 kHz. */
    static AudioFrames tone(String callId, long sequence, boolean loud, boolean last) {
        return tone(callId, sequence, loud, last, false);
    }

    static AudioFrames tone(String callId, long sequence, boolean loud, boolean last, boolean playing) {
        short[] samples = new short[8 * MILLIS];
        for (int i = 0; loud && i < samples.length; i++) {
            samples[i] = (short) (5000 * Math.sin(i * 0.5));
        }
        return frame(callId, "restaurant", sequence, 8000, last, playing, samples);
    }

    static List<AudioFrames> of(String callId, String restaurantId, Recording recording) {
        int each = recording.sampleRateHz() * MILLIS / 1000;
        int count = recording.samples().length / each;
        return IntStream.range(0, count)
                .mapToObj(i -> frame(
                        callId,
                        restaurantId,
                        i,
                        recording.sampleRateHz(),
                        false,
                        false,
                        Arrays.copyOfRange(recording.samples(), i * each, (i + 1) * each)))
                .toList();
    }

    private static AudioFrames frame(
            String callId,
            String restaurantId,
            long sequence,
            int rate,
            boolean last,
            boolean playing,
            short[] samples) {
        return new AudioFrames(
                Envelope.of(Topics.AUDIO_FRAMES, restaurantId, DerivedId.of(callId, sequence)),
                callId,
                AudioSource.PHONE,
                sequence,
                1,
                MILLIS,
                rate,
                0,
                playing,
                1_000_000L + 1000L * MILLIS * sequence,
                last,
                Pcm.bytes(samples),
                0);
    }
}
