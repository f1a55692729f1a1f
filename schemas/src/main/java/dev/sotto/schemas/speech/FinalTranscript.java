package dev.sotto.schemas.speech;

import java.util.List;

/** The words of a finished utterance. */
public record FinalTranscript(
        String text,
        List<Word> words,
        double confidence,
        String engine,
        String language,
        long firstSequence,
        long lastSequence,
        long speechEndedAtMicros)
        implements SpeechEvent {
    public FinalTranscript {
        words = List.copyOf(words);
    }
}
