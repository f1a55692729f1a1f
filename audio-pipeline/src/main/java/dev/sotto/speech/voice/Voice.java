package dev.sotto.speech.voice;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Text to speech. Failures arrive as {@link VoiceFailedException} with one sentence for the operator; the dialogue then
 * has nothing to play and must say so rather than stay silent.
 */
public interface Voice {
    /**
     * Speaks one sentence as 16-bit mono PCM at 8000 or 16000 Hz.
     *
     * @param language "en", "en-GB", "fr", …
     */
    Mono<Speech> speak(String sentence, String language, int sampleRateHz);

    /** Speaks a longer text sentence by sentence, so that the first can play while the next is made. */
    default Flux<Speech> speakAll(String text, String language, int sampleRateHz) {
        List<String> sentences = Sentences.of(text);
        return Flux.fromIterable(sentences).concatMap(sentence -> speak(sentence, language, sampleRateHz), 1);
    }
}
