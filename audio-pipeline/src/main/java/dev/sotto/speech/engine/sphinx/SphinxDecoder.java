package dev.sotto.speech.engine.sphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One native decoder with its acoustic model, dictionary and language model; used by one thread at a time. A turn is
 * decoded whole, so that the cepstral mean is the turn's own: a mean carried from other sound costs a quarter of the words.
 */
@SuppressWarnings("restricted")
final class SphinxDecoder implements AutoCloseable {
    private static final int FRAME_MILLIS = 10;
    private static final int FRAME_SAMPLES = SphinxModel.SAMPLE_RATE_HZ * FRAME_MILLIS / 1000;

    private final SphinxLibrary library;
    private final MemorySegment decoder;
    private final MemorySegment logMath;

    /** {@code languageModels}: one for each search. */
    SphinxDecoder(SphinxLibrary library, List<String> arguments, Map<Search, Path> languageModels) {
        this.library = library;
        try (Arena arena = Arena.ofConfined()) {
            this.decoder = open(arena, arguments);
            for (var languageModel : languageModels.entrySet()) {
                load(arena, languageModel.getKey(), languageModel.getValue());
            }
            this.logMath = (MemorySegment) library.logMath.invokeExact(decoder);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw SphinxLibrary.failed("opening a decoder", e);
        }
    }

    /** What was found, and how likely it is for each frame: the logarithm the model gives, good for comparing only. */
    record Found(Heard heard, double likelihood) {}

    /** {@code samples}: the whole turn at 16 kHz; {@code inside}: the words that are not background. */
    Found decode(short[] samples, Search search, Set<String> inside) {
        return decode(samples, search, inside, true);
    }

    /** For who only compares: no other readings, and the same word a frame later takes from its confidence. */
    Found decodeRoughly(short[] samples, Search search, Set<String> inside) {
        return decode(samples, search, inside, false);
    }

    private Found decode(short[] samples, Search search, Set<String> inside, boolean closely) {
        try (Arena arena = Arena.ofConfined()) {
            check((int) library.select.invokeExact(decoder, arena.allocateFrom(search.name())), "choosing a model");
            MemorySegment audio = arena.allocateFrom(JAVA_SHORT, samples);
            check((int) library.startTurn.invokeExact(decoder), "starting a turn");
            int frames = (int) library.process.invokeExact(decoder, audio, (long) samples.length, 0, 1);
            check(frames, "decoding");
            check((int) library.endTurn.invokeExact(decoder), "ending a turn");
            return words(arena, samples.length / FRAME_SAMPLES, inside, closely);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw SphinxLibrary.failed("decoding a turn", e);
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) library.free.invokeExact(decoder);
        } catch (Throwable e) {
            throw SphinxLibrary.failed("closing a decoder", e);
        }
    }

    private void load(Arena arena, Search search, Path languageModel) throws Throwable {
        MemorySegment name = arena.allocateFrom(search.name());
        MemorySegment file = arena.allocateFrom(languageModel.toString());
        if ((int) library.loadModel.invokeExact(decoder, name, file) < 0) {
            close();
            throw new IllegalStateException("The speech recogniser refused the language model " + languageModel);
        }
    }

    private MemorySegment open(Arena arena, List<String> arguments) throws Throwable {
        MemorySegment argv = arena.allocate(ADDRESS, arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
        }
        MemorySegment definitions = (MemorySegment) library.arguments.invokeExact();
        MemorySegment configuration =
                (MemorySegment) library.parse.invokeExact(MemorySegment.NULL, definitions, arguments.size(), argv, 1);
        if (configuration.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("The speech recogniser refused its settings " + arguments);
        }
        MemorySegment opened = (MemorySegment) library.init.invokeExact(configuration);
        int _ = (int) library.freeConfiguration.invokeExact(configuration);
        if (opened.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("The speech recogniser could not load its model with " + arguments);
        }
        return opened;
    }

    private Found words(Arena arena, int frames, Set<String> inside, boolean closely) throws Throwable {
        MemorySegment likelihood = arena.allocate(JAVA_INT);
        // The lattice, and with it the posteriors, exist only once the best hypothesis has been asked for.
        MemorySegment best = (MemorySegment) library.hypothesis.invokeExact(decoder, likelihood);
        List<HeardWord> words = new ArrayList<>();
        if (best.equals(MemorySegment.NULL)) {
            return new Found(new Heard(words, 0), Double.NEGATIVE_INFINITY);
        }
        double onThePath = 0;
        MemorySegment first = arena.allocate(JAVA_INT);
        MemorySegment last = arena.allocate(JAVA_INT);
        MemorySegment scores = arena.allocate(JAVA_INT, 3);
        Lattice lattice = closely ? Lattice.of(library, decoder, logMath, arena) : Lattice.NONE;
        var word = (MemorySegment) library.firstWord.invokeExact(decoder, scores);
        while (!word.equals(MemorySegment.NULL)) {
            String text = text((MemorySegment) library.wordText.invokeExact(word));
            if (!text.isEmpty()) {
                library.wordFrames.invokeExact(word, first, last);
                int posterior =
                        (int) library.wordPosterior.invokeExact(word, scores, scores.asSlice(4), scores.asSlice(8));
                double here = Math.clamp((double) library.exponent.invokeExact(logMath, posterior), 0, 1);
                onThePath += here;
                double confidence =
                        Math.max(here, lattice.confidence(text, first.get(JAVA_INT, 0), last.get(JAVA_INT, 0)));
                words.add(new HeardWord(
                        text,
                        confidence,
                        first.get(JAVA_INT, 0) * FRAME_MILLIS,
                        (last.get(JAVA_INT, 0) + 1) * FRAME_MILLIS,
                        !inside.contains(text)));
            }
            word = (MemorySegment) library.nextWord.invokeExact(word);
        }
        // The thresholds of what is believed are of this sum.
        double confidence = words.isEmpty() ? 0 : onThePath / words.size();
        double perFrame = (double) likelihood.get(JAVA_INT, 0) / frames;
        return new Found(new Heard(words, confidence, closely ? alternatives(arena, words) : List.of()), perFrame);
    }

    /** What else the turn may have been: from the lattice, best first. */
    private List<String> alternatives(Arena arena, List<HeardWord> best) throws Throwable {
        Alternatives others =
                new Alternatives(best.stream().map(HeardWord::text).toList());
        MemorySegment score = arena.allocate(JAVA_INT);
        var hypothesis = (MemorySegment) library.firstHypothesis.invokeExact(decoder);
        while (!hypothesis.equals(MemorySegment.NULL) && others.wantsMore()) {
            var text = (MemorySegment) library.hypothesisText.invokeExact(hypothesis, score);
            if (!text.equals(MemorySegment.NULL)) {
                others.take(text.reinterpret(Long.MAX_VALUE).getString(0));
            }
            // At its end the library has freed the search itself.
            hypothesis = (MemorySegment) library.nextHypothesis.invokeExact(hypothesis);
        }
        if (!hypothesis.equals(MemorySegment.NULL)) {
            library.freeHypotheses.invokeExact(hypothesis);
        }
        return others.found();
    }

    /** Silence, noise and sentence marks are empty; the number of a second pronunciation is cut off. */
    private static String text(MemorySegment pointer) {
        String text = pointer.reinterpret(Long.MAX_VALUE).getString(0);
        if (text.startsWith("<") || text.startsWith("[") || text.startsWith("+")) {
            return "";
        }
        int bracket = text.indexOf('(');
        return bracket < 0 ? text : text.substring(0, bracket);
    }

    private static void check(int result, String doing) {
        if (result < 0) {
            throw new IllegalStateException("The speech recogniser failed while " + doing + ".");
        }
    }
}
