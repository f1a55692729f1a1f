package dev.sotto.speech.voice;

import dev.sotto.speech.sound.Resampler;
import dev.sotto.speech.sound.UnreadableSoundException;
import dev.sotto.speech.sound.WavFile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Speaks with a synthesiser on threads that may wait, at a telephone's level and rate, and remembers the sentences it said
 * last: greetings and questions are the same in every call.
 */
public final class SpokenVoice implements Voice {
    /** About five seconds of speech each at 16 kHz: 256 of them stay below 45 MB, mostly far below. */
    private static final int REMEMBERED = 256;

    private static final int REMEMBERED_SAMPLES = 16_000 * 8;

    private final Synthesiser synthesiser;
    private final Scheduler scheduler;
    private final Map<Request, Speech> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, Speech> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Request(String sentence, String language, int sampleRateHz) {}

    public SpokenVoice(Synthesiser synthesiser, Scheduler scheduler) {
        this.synthesiser = synthesiser;
        this.scheduler = scheduler;
    }

    @Override
    public Mono<Speech> speak(String sentence, String language, int sampleRateHz) {
        return Mono.fromCallable(() -> speech(sentence, language, sampleRateHz)).subscribeOn(scheduler);
    }

    private Speech speech(String sentence, String language, int sampleRateHz) {
        if (sampleRateHz != 8000 && sampleRateHz != 16_000) {
            throw new VoiceFailedException("A voice speaks at 8000 or 16000 Hz, not " + sampleRateHz + ".", null);
        }
        Request request = new Request(sentence, language, sampleRateHz);
        Speech known = recall(request);
        if (known != null) {
            return known;
        }
        Speech made = new Speech(sentence, language, sampleRateHz, make(request));
        if (made.samples().length <= REMEMBERED_SAMPLES) {
            synchronized (remembered) {
                remembered.put(request, made);
            }
        }
        return made;
    }

    private @Nullable Speech recall(Request request) {
        synchronized (remembered) {
            return remembered.get(request);
        }
    }

    private short[] make(Request request) {
        byte[] wav = synthesiser.speak(ReadAloud.of(request.sentence, request.language), request.language);
        try {
            WavFile spoken = WavFile.parse(wav);
            short[] samples = new Resampler(spoken.sampleRateHz(), request.sampleRateHz).resample(spoken.samples());
            return Loudness.normalised(Loudness.trimmed(samples, request.sampleRateHz));
        } catch (UnreadableSoundException e) {
            throw new VoiceFailedException("The voice gave no sound for '" + request.sentence + "'.", e);
        }
    }
}
