package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.sphinx.SphinxDecoder.Found;
import dev.sotto.speech.sound.Resampler;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Whose vocal tract is shorter or longer than those the model was made of has his formants elsewhere, and loses words. So
 * while he speaks, what he has said is played a little slower and faster too, and what the model finds likeliest counts:
 * vocal tract length normalisation (Lee and Rose 1996), by the sample rate. What was found is kept for his later turns.
 */
final class VocalTract {
    /** A step is a sixteenth of the speed. */
    private static final int WHOLE = 16;

    private static final int MOST_STEPS = 2;

    /** In noise, any other speed may seem a little likelier; where the voice is the reason it is a unit or two. */
    private static final double LIKELIER = 0.5;

    private static final List<Resampler> PLAYERS = IntStream.rangeClosed(-MOST_STEPS, MOST_STEPS)
            .mapToObj(speed -> new Resampler(WHOLE + speed, WHOLE))
            .toList();

    private record Tried(int speed, Found found) {}

    private VocalTract() {}

    /** {@code samples}: a turn at 16 kHz, heard at the speed that is known of the caller. */
    static Heard heard(short[] samples, CallerVoice caller, Function<short[], Found> decode) {
        return tried(samples, caller.speed(), decode).found.heard();
    }

    /**
     * Finds a caller's speed by what he has said of a turn.
     *
     * @param idle whether no turn is kept waiting by the search; it is given up when one is
     */
    static void learn(short[] samples, CallerVoice caller, BooleanSupplier idle, Function<short[], Found> decode) {
        Tried known = tried(samples, caller.speed(), decode);
        if (known.found.heard().words().isEmpty()) {
            return;
        }
        Tried slower = likeliest(samples, known, -1, idle, decode);
        Tried best = slower.speed < known.speed ? slower : likeliest(samples, known, 1, idle, decode);
        if (idle.getAsBoolean()) {
            caller.learn(best.speed, samples.length * 1000L / SphinxModel.SAMPLE_RATE_HZ);
        }
    }

    /** At its own speed sound is played as it is. */
    static short[] played(short[] samples, int speed) {
        return speed == 0 ? samples : PLAYERS.get(speed + MOST_STEPS).resample(samples);
    }

    private static Tried likeliest(
            short[] samples, Tried start, int direction, BooleanSupplier idle, Function<short[], Found> decode) {
        Tried best = start;
        while (Math.abs(best.speed + direction) <= MOST_STEPS && idle.getAsBoolean()) {
            Tried next = tried(samples, best.speed + direction, decode);
            if (next.found.likelihood() < best.found.likelihood() + LIKELIER) {
                return best;
            }
            best = next;
        }
        return best;
    }

    private static Tried tried(short[] samples, int speed, Function<short[], Found> decode) {
        short[] played = played(samples, speed);
        Found found = decode.apply(played);
        double stretch = (double) samples.length / played.length;
        return new Tried(speed, new Found(inTime(found.heard(), stretch), found.likelihood()));
    }

    /** Words stand where they were said, not where they were played. */
    private static Heard inTime(Heard heard, double stretch) {
        return new Heard(
                heard.words().stream()
                        .map(word -> new HeardWord(
                                word.text(),
                                word.confidence(),
                                (int) Math.round(word.startMillis() * stretch),
                                (int) Math.round(word.endMillis() * stretch),
                                word.outsideMenu()))
                        .toList(),
                heard.confidence(),
                heard.alternatives());
    }
}
