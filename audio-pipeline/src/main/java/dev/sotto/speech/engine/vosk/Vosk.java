package dev.sotto.speech.engine.vosk;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SoundBuffer;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.wording.OrderSentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vosk (Kaldi) in this process: any language there is a model for, which the operator puts into a folder. One model is
 * shared by all turns. In English its vocabulary is the menu's and what callers say around it, which a model with a
 * dynamic graph obeys and others ignore.
 */
public final class Vosk implements SpeechEngine {
    /** For words that come without a confidence: more than a doubt, less than a certainty. */
    private static final double UNTOLD = 0.8;

    /** Enough that nearly every pattern and every dish is among them; Vosk counts its language model from them. */
    private static final int SENTENCES = 3000;

    private static final int VOCABULARIES = 64;

    private final String name;
    private final Path folder;
    private final List<String> languages;
    private final Map<String, String> vocabularies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > VOCABULARIES;
        }
    };
    private @Nullable Model model;

    /** {@code languages}: what the model was made for. */
    public Vosk(String name, Path folder, List<String> languages) {
        this.name = name;
        this.folder = folder;
        this.languages = List.copyOf(languages);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness(String language) {
        if (!languages.isEmpty() && !languages.contains(language)) {
            return new Readiness.NotReady("The recogniser " + name + " is not used for '" + language + "'.");
        }
        if (!Files.isDirectory(folder.resolve("am"))) {
            return new Readiness.NotReady("The recogniser " + name + " has no model: set speech.engines." + name
                    + ".folder to an unpacked one (alphacephei.com/vosk/models); " + folder.toAbsolutePath()
                    + " has no folder 'am'.");
        }
        return new Readiness.Ready();
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz) {
        return new Turn(context, sampleRateHz);
    }

    @Override
    public void prepare(SpeechContext context, int sampleRateHz) {
        vocabulary(context);
        loaded();
    }

    @Override
    public synchronized void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }

    private synchronized Model loaded() {
        Model known = model;
        if (known == null) {
            try {
                LibVosk.setLogLevel(LogLevel.WARNINGS);
                known = new Model(folder.toString());
            } catch (IOException | LinkageError e) {
                throw new IllegalStateException(
                        "Vosk could not load its model in " + folder + ": " + e.getMessage(), e);
            }
            model = known;
        }
        return known;
    }

    private String vocabulary(SpeechContext context) {
        synchronized (vocabularies) {
            return vocabularies.computeIfAbsent(context.id(), _ -> sentences(context));
        }
    }

    private static String sentences(SpeechContext context) {
        Set<String> sentences = new LinkedHashSet<>();
        for (Expectation expectation : Expectation.values()) {
            new OrderSentences(context, expectation).draw(SENTENCES, words -> sentences.add(String.join(" ", words)));
        }
        sentences.add(VoskResult.UNKNOWN);
        return JsonMapper.shared().writeValueAsString(sentences);
    }

    /** Keeps the sound until it is asked for: decoding takes its time, and whoever brings the sound has none. */
    private final class Turn implements Listening {
        private final SpeechContext context;
        private final int sampleRateHz;
        private final SoundBuffer sound = new SoundBuffer();
        private @Nullable Heard heard;

        Turn(SpeechContext context, int sampleRateHz) {
            this.context = context;
            this.sampleRateHz = sampleRateHz;
        }

        @Override
        public String engine() {
            return name;
        }

        @Override
        public void hear(short[] samples) {
            sound.append(samples);
            heard = null;
        }

        @Override
        public Heard soFar(Expectation expectation) {
            return heard(expectation);
        }

        @Override
        public Heard heard(Expectation expectation) {
            Heard known = heard;
            if (known == null) {
                known = decode(sound.samples());
                heard = known;
            }
            return known;
        }

        private Heard decode(short[] samples) {
            try (Recognizer recognizer = context.language().startsWith("en")
                    ? new Recognizer(loaded(), sampleRateHz, vocabulary(context))
                    : new Recognizer(loaded(), sampleRateHz)) {
                recognizer.setWords(true);
                recognizer.acceptWaveForm(samples, samples.length);
                List<HeardWord> words =
                        VoskResult.words(JsonMapper.shared().readTree(recognizer.getFinalResult()), UNTOLD);
                return new Heard(
                        words,
                        words.stream()
                                .mapToDouble(HeardWord::confidence)
                                .average()
                                .orElse(0));
            } catch (IOException e) {
                throw new IllegalStateException("Vosk could not begin a turn: " + e.getMessage(), e);
            }
        }
    }
}
