package dev.sotto.schemas.speech;

import java.util.List;

/**
 * The words of a finished utterance.
 *
 * @param alternatives what else it may have been, the likeliest first; none from engines that do not tell
 */
public record FinalTranscript(
        String text,
        List<Word> words,
        double confidence,
        String engine,
        String language,
        long firstSequence,
        long lastSequence,
        long speechEndedAtMicros,
        List<String> alternatives)
        implements SpeechEvent {
    public FinalTranscript {
        words = List.copyOf(words);
        // Records written before there were any have none.
        alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    }

    /** One that can only have been this. */
    public FinalTranscript(
            String text,
            List<Word> words,
            double confidence,
            String engine,
            String language,
            long firstSequence,
            long lastSequence,
            long speechEndedAtMicros) {
        this(text, words, confidence, engine, language, firstSequence, lastSequence, speechEndedAtMicros, List.of());
    }
}
