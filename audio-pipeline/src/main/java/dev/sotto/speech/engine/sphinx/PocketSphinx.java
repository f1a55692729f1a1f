package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.EngineBusyException;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SoundBuffer;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.sound.Resampler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * CMU PocketSphinx as Debian ships it, in this process. English only; its model was made for wideband speech and is read
 * through a band's own feature settings. Keeps the prepared menus that were used last, closing the eldest.
 */
public final class PocketSphinx implements SpeechEngine {
    private static final String ENGLISH = "en";

    /** Above this a caller is not on a telephone, and the whole band of the model is heard. */
    private static final int HIGHEST_PHONE_RATE = 12_000;

    /** At 20 dB, measured at some 18, every sixth item is wrong; at 15 dB every fourth, and half of the words. */
    private static final double LEAST_ABOVE_NOISE_DB = 16;

    private final Limits limits;
    private final Semaphore places;
    private final Executor meanwhile;
    private final @Nullable SphinxModel model;
    private final String missing;
    private final Map<String, PreparedMenu> menus = new LinkedHashMap<>(16, 0.75f, true);

    /** {@code decoders} at once, whoever waits for them; {@code menus} prepared at once. */
    public record Limits(int decoders, int menus) {}

    private PocketSphinx(Limits limits, Executor meanwhile, @Nullable SphinxModel model, String missing) {
        this.limits = limits;
        this.meanwhile = meanwhile;
        this.places = new Semaphore(limits.decoders, true);
        this.model = model;
        this.missing = missing;
    }

    /**
     * Never fails for what is not installed: the engine then says so through its readiness. {@code meanwhile} runs what is
     * worth finding out of a caller's voice while he speaks, when nobody waits for a decoder.
     */
    public static PocketSphinx open(Path modelFolder, Limits limits, UnaryOperator<String> ipa, Executor meanwhile) {
        try {
            return new PocketSphinx(limits, meanwhile, SphinxModel.open(modelFolder, new LetterToSound(ipa)), "");
        } catch (EngineMissingException e) {
            return new PocketSphinx(limits, meanwhile, null, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String name() {
        return "pocketsphinx";
    }

    @Override
    public Readiness readiness(String language) {
        if (!language.startsWith(ENGLISH)) {
            return new Readiness.NotReady("The pocketsphinx engine understands English only; there is no engine for '"
                    + language + "' here, so its callers are told that they cannot be taken by voice.");
        }
        return model == null ? new Readiness.NotReady(missing) : new Readiness.Ready();
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz) {
        return listen(context, sampleRateHz, new CallerVoice(), Expectation.ORDER);
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz, CallerVoice caller, Expectation expectation) {
        return new Turn(prepared(context, Band.of(sampleRateHz)), sampleRateHz, caller, expectation);
    }

    @Override
    public void prepare(SpeechContext context, int sampleRateHz) {
        prepared(context, Band.of(sampleRateHz)).warmUp();
    }

    @Override
    public void close() {
        synchronized (menus) {
            menus.values().forEach(PreparedMenu::close);
            menus.clear();
        }
        if (model != null) {
            model.close();
        }
    }

    private PreparedMenu prepared(SpeechContext context, Band band) {
        if (model == null) {
            throw new IllegalStateException(missing);
        }
        synchronized (menus) {
            PreparedMenu menu = menus.computeIfAbsent(
                    context.id() + "/" + band, _ -> new PreparedMenu(model, context, band, limits.decoders, places));
            if (menus.size() > limits.menus) {
                var eldest = menus.entrySet().iterator();
                eldest.next().getValue().close();
                eldest.remove();
            }
            return menu;
        }
    }

    enum Band {
        PHONE,
        WIDE;

        static Band of(int sampleRateHz) {
            return sampleRateHz <= HIGHEST_PHONE_RATE ? PHONE : WIDE;
        }
    }

    private record Asked(Expectation expectation, int speed) {}

    /** Keeps the turn's sound, since the cepstral mean of the whole of it is needed, and decodes when asked. */
    private final class Turn implements Listening {
        private final PreparedMenu menu;
        private final Resampler resampler;
        private final int sampleRateHz;
        private final CallerVoice caller;
        private final Expectation expected;
        private final SoundBuffer sound = new SoundBuffer();
        private final Map<Asked, Heard> heard = new HashMap<>();
        private long soughtMillis;

        Turn(PreparedMenu menu, int sampleRateHz, CallerVoice caller, Expectation expected) {
            this.menu = menu;
            this.resampler = new Resampler(sampleRateHz, SphinxModel.SAMPLE_RATE_HZ);
            this.sampleRateHz = sampleRateHz;
            this.caller = caller;
            this.expected = expected;
        }

        @Override
        public String engine() {
            return name();
        }

        @Override
        public double leastAboveNoiseDb() {
            return LEAST_ABOVE_NOISE_DB;
        }

        @Override
        public Heard soFar(Expectation expectation) {
            if (places.getQueueLength() >= limits.decoders
                    && !heard.containsKey(new Asked(expectation, caller.speed()))) {
                throw new EngineBusyException();
            }
            return heard(expectation);
        }

        @Override
        public void hear(short[] samples) {
            sound.append(samples);
            heard.clear();
            long millis = sound.length() * 1000L / sampleRateHz;
            if (millis >= 2 * soughtMillis && caller.isNewsIn(millis)) {
                soughtMillis = millis;
                short[] soFar = sound.samples();
                meanwhile.execute(() -> menu.learn(resampler.resample(soFar), expected, caller));
            }
        }

        /** What was learnt of his voice since it was last asked is worth hearing him again. */
        @Override
        public Heard heard(Expectation expectation) {
            return heard.computeIfAbsent(
                    new Asked(expectation, caller.speed()),
                    _ -> menu.decode(resampler.resample(sound.samples()), expectation, caller));
        }
    }
}
