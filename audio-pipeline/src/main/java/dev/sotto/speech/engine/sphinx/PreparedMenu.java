package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.sphinx.PocketSphinx.Band;
import dev.sotto.speech.engine.sphinx.SphinxDecoder.Found;
import dev.sotto.speech.engine.wording.OrderSentences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One menu made ready for hearing in one band: its dictionary and language model on disk, the decoders that loaded them.
 * With all other menus it shares {@code places}, as many as may decode at once; who comes later waits his turn.
 */
final class PreparedMenu implements AutoCloseable {
    /** Enough that every dish of a long menu is met a few hundred times. */
    private static final int SENTENCES = 40_000;

    /** Answers are few different ones, and all of them short. */
    private static final int ANSWERS = 20_000;

    /**
     * How much room is left for words that no sentence led to expect. Answers are set phrases, other words seldom begin
     * in the middle of one; and who was asked for a number and says something else is asked again.
     */
    private static final Map<Search, TrigramModel.Weights> WEIGHTS = Map.of(
            Search.ORDER, new TrigramModel.Weights(0.3, 0.1),
            Search.ANSWER, new TrigramModel.Weights(0.3, 0.03),
            Search.NUMBER, new TrigramModel.Weights(0.02, 0.02),
            Search.DIGIT, new TrigramModel.Weights(0, 0.001));

    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    /** Two digits can be said in so little time (200 ms of it are silence), so only what was heard as one word is heard anew. */
    private static final int LONGEST_DIGIT = SphinxModel.SAMPLE_RATE_HZ;

    private static final int CERTAINLY_ONE_DIGIT = SphinxModel.SAMPLE_RATE_HZ * 6 / 10;

    /** Two seconds of a quiet line: opens what a decoder opens late. */
    private static final short[] HUM = hum(2 * SphinxModel.SAMPLE_RATE_HZ);

    private final SphinxModel model;
    private final Band band;
    private final SpeechContext context;
    private volatile @Nullable Prepared files;
    private final int limit;
    private final Semaphore places;
    private final Object preparing = new Object();
    private final Deque<SphinxDecoder> idle = new ArrayDeque<>();
    private boolean closed;

    private record Prepared(Path dictionary, Map<Search, Path> languageModels, Set<String> inside) {
        void delete() {
            try {
                Files.deleteIfExists(dictionary);
                for (Path languageModel : languageModels.values()) {
                    Files.deleteIfExists(languageModel);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    PreparedMenu(SphinxModel model, SpeechContext context, Band band, int limit, Semaphore places) {
        this.model = model;
        this.context = context;
        this.band = band;
        this.limit = limit;
        this.places = places;
    }

    /** Counts the language model and writes the dictionary, the first time; takes about a second. */
    private Prepared prepared() {
        Prepared known = files;
        if (known == null) {
            synchronized (preparing) {
                known = files == null ? prepare() : files;
                files = known;
            }
        }
        return known;
    }

    private Prepared prepare() {
        Map<Search, TrigramModel> counted = new EnumMap<>(Search.class);
        for (Search search : Search.values()) {
            counted.put(search, counted(search));
        }
        Prepared made = new Prepared(model.newFile("menu.dict"), new EnumMap<>(Search.class), new HashSet<>());
        counted.values().forEach(trigrams -> made.inside.addAll(trigrams.vocabulary()));
        Map<String, Double> background = CommonWords.english();
        Set<String> words = new TreeSet<>(made.inside);
        words.addAll(background.keySet());
        try {
            Set<String> unpronounceable = model.writeDictionary(made.dictionary, words);
            background.keySet().removeAll(unpronounceable);
            for (var trigrams : counted.entrySet()) {
                Path file = model.newFile(trigrams.getKey() + ".lm");
                trigrams.getValue().write(file, trigrams.getKey() == Search.DIGIT ? Map.of() : background);
                made.languageModels.put(trigrams.getKey(), file);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The language model of " + context.id() + " could not be written", e);
        }
    }

    private TrigramModel counted(Search search) {
        TrigramModel trigrams = new TrigramModel(Objects.requireNonNull(WEIGHTS.get(search)));
        switch (search) {
            case ORDER -> sentences(Expectation.ORDER).draw(SENTENCES, trigrams::count);
            case ANSWER -> sentences(Expectation.ANSWER).draw(ANSWERS, trigrams::count);
            case NUMBER -> sentences(Expectation.NUMBER).draw(ANSWERS, trigrams::count);
            case DIGIT -> {
                for (int i = 0; i < ANSWERS; i++) {
                    trigrams.count(List.of(DIGITS.get(i % DIGITS.size())));
                }
            }
        }
        return trigrams;
    }

    private OrderSentences sentences(Expectation expectation) {
        return new OrderSentences(context, expectation);
    }

    /** Makes the first turn as fast as the others: one decoder stands ready. */
    void warmUp() {
        List<SphinxDecoder> all = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            SphinxDecoder decoder = take();
            decoder.decode(HUM, Search.ORDER, prepared().inside);
            all.add(decoder);
        }
        all.forEach(this::giveBack);
    }

    /** {@code samples}: one whole turn at 16 kHz. Waits for a free decoder, then for the decoding. */
    Heard decode(short[] samples, Expectation expectation, CallerVoice caller) {
        places.acquireUninterruptibly();
        try {
            return lent(decoder -> decode(samples, expectation, caller, decoder));
        } finally {
            places.release();
        }
    }

    /**
     * {@code samples}: what was said of a turn so far, at 16 kHz. Takes a decoder but no place from those who are waited for;
     * nothing is learnt while somebody waits.
     */
    void learn(short[] samples, Expectation expectation, CallerVoice caller) {
        BooleanSupplier idle = () -> !places.hasQueuedThreads();
        if (idle.getAsBoolean()) {
            Search search = Search.of(expectation);
            lent(decoder -> {
                VocalTract.learn(
                        samples, caller, idle, sound -> decoder.decodeRoughly(sound, search, prepared().inside));
                return decoder;
            });
        }
    }

    private Heard decode(short[] samples, Expectation expectation, CallerVoice caller, SphinxDecoder decoder) {
        Heard heard = VocalTract.heard(samples, caller, sound -> decode(sound, Search.of(expectation), decoder));
        if (expectation != Expectation.NUMBER || heard.shareOutsideMenu() > 0) {
            return heard;
        }
        short[] voice = LoudPart.of(VocalTract.played(samples, caller.speed()));
        if (voice.length > (heard.words().size() > 1 ? CERTAINLY_ONE_DIGIT : LONGEST_DIGIT)) {
            return heard;
        }
        return decode(voice, Search.DIGIT, decoder).heard();
    }

    private Found decode(short[] samples, Search search, SphinxDecoder decoder) {
        return decoder.decode(samples, search, prepared().inside);
    }

    /** Decoders in use are closed when they come back. */
    @Override
    public void close() {
        Set<SphinxDecoder> unused;
        synchronized (idle) {
            closed = true;
            unused = new HashSet<>(idle);
            idle.clear();
        }
        unused.forEach(SphinxDecoder::close);
        Prepared written = files;
        if (written != null) {
            files = null;
            written.delete();
        }
    }

    private static short[] hum(int samples) {
        Random random = new Random(1);
        short[] hum = new short[samples];
        for (int i = 0; i < samples; i++) {
            hum[i] = (short) random.nextInt(-100, 100);
        }
        return hum;
    }

    /** One that has failed is not used again. */
    private <T> T lent(Function<SphinxDecoder, T> work) {
        SphinxDecoder decoder = take();
        T done;
        try {
            done = work.apply(decoder);
        } catch (RuntimeException | Error failed) {
            decoder.close();
            throw failed;
        }
        giveBack(decoder);
        return done;
    }

    private SphinxDecoder take() {
        synchronized (idle) {
            SphinxDecoder decoder = idle.pollLast();
            if (decoder != null) {
                return decoder;
            }
        }
        return model.decoder(band, prepared().dictionary, prepared().languageModels);
    }

    private void giveBack(SphinxDecoder decoder) {
        synchronized (idle) {
            if (!closed) {
                idle.addLast(decoder);
                return;
            }
        }
        decoder.close();
    }
}
