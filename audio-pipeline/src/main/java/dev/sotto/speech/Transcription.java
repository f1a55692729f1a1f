package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import dev.sotto.speech.engine.roster.Roster;
import dev.sotto.speech.sound.Pcm;
import dev.sotto.speech.sound.Resampler;
import dev.sotto.speech.sound.WavFile;
import dev.sotto.speech.turn.Frame;
import dev.sotto.speech.turn.Turns;
import dev.sotto.speech.turn.VoiceActivity;
import dev.sotto.speech.voice.Espeak;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Hears a recording exactly as the speech stage hears a call, without a log: the same turns, the same engine, the same
 * doubts. Waits for the engine; for command-line use.
 */
public final class Transcription implements AutoCloseable {
    private static final int PHONE_RATE_HZ = 8000;
    private static final int WIDE_RATE_HZ = 16_000;

    private final SpeechSettings settings;
    private final Roster engines;
    private final VoiceActivity.Source activity;

    private Transcription(SpeechSettings settings, Roster engines) {
        this.settings = settings;
        this.engines = engines;
        this.activity = settings.voiceActivity();
    }

    public static Transcription open(SpeechSettings settings) {
        return new Transcription(settings, Engines.open(settings, new Espeak(settings.espeak()), Runnable::run));
    }

    /** Why this language cannot be transcribed here, in one sentence; empty when it can. */
    public String problem(String language) {
        return switch (engines.of(settings.enginesIn("", language)).readiness(language)) {
            case Readiness.Ready() -> "";
            case Readiness.NotReady(String reason) -> reason;
        };
    }

    /**
     * Everything heard, turn by turn: {@code SpeechStarted}, then {@code FinalTranscript} or {@code UnclearSpeech} for
     * each. Frame n of the sound begins at n times 20 ms; a word's times count from its turn's first frame.
     *
     * @param restaurant whose menu to expect; null for none
     * @param expectation what the speaker was asked for
     */
    public List<SpeechEvent> transcribe(WavFile wav, @Nullable RestaurantConfig restaurant, Expectation expectation) {
        SpeechContext context = restaurant == null ? SpeechContext.general("en") : MenuSpeech.of(restaurant);
        SpeechMetrics metrics = new SpeechMetrics(new SimpleMeterRegistry());
        Ear ear = ear(_ -> context, _ -> expectation, metrics);
        OurVoice silent = new OurVoice(_ -> null, _ -> false, InstantSource.system());
        CallHearing call = new CallHearing(
                "recording",
                "none",
                ear,
                silent,
                new Turns(settings.turn()),
                activity.open(wav.sampleRateHz() < WIDE_RATE_HZ ? PHONE_RATE_HZ : WIDE_RATE_HZ),
                metrics);
        List<SpeechEvent> events = new ArrayList<>();
        for (AudioFrames frames : frames(wav)) {
            call.hear(frames)
                    .forEach(outcome -> outcome.told().get().forEach(told -> {
                        if (told instanceof Told.Said(SpeechRecord said)) {
                            events.add(said.event());
                        }
                    }));
        }
        return events;
    }

    /**
     * Calls of the past, heard again by the same engines.
     *
     * @param restaurants whose menus to expect, by id; null where there is none
     * @param dialogues where a call's conversation stands when its next words are heard, by the call's id
     */
    public Rehearing calls(
            Function<String, @Nullable RestaurantConfig> restaurants,
            Function<String, @Nullable DialogueState> dialogues) {
        SpeechMetrics metrics = new SpeechMetrics(new SimpleMeterRegistry());
        Ear ear = ear(new Vocabulary(restaurants), new Expected(dialogues), metrics);
        OurVoice silent = new OurVoice(dialogues, _ -> false, InstantSource.system());
        return new Rehearing(settings, activity, ear, silent, metrics);
    }

    private Ear ear(
            Function<String, SpeechContext> contexts,
            Function<String, Expectation> expectations,
            SpeechMetrics metrics) {
        return new Ear(
                (id, language) -> engines.of(settings.enginesIn(id, language)),
                contexts,
                expectations,
                settings,
                metrics,
                Schedulers.immediate());
    }

    @Override
    public void close() {
        engines.close();
    }

    private static List<AudioFrames> frames(WavFile wav) {
        int rate = wav.sampleRateHz() < WIDE_RATE_HZ ? PHONE_RATE_HZ : WIDE_RATE_HZ;
        short[] samples = new Resampler(wav.sampleRateHz(), rate).resample(wav.samples());
        int each = rate * Frame.MILLIS / 1000;
        int count = (samples.length + each - 1) / each;
        List<AudioFrames> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            short[] audio = Arrays.copyOfRange(samples, i * each, (i + 1) * each);
            frames.add(new AudioFrames(
                    Envelope.of(Topics.AUDIO_FRAMES, "none", DerivedId.of("recording", i)),
                    "recording",
                    rate == PHONE_RATE_HZ ? AudioSource.PHONE : AudioSource.EARPIECE,
                    i,
                    1,
                    Frame.MILLIS,
                    rate,
                    0,
                    false,
                    1000L * Frame.MILLIS * i,
                    i == count - 1,
                    Pcm.bytes(audio),
                    0));
        }
        return frames;
    }
}
