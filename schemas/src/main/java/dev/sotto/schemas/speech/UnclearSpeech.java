package dev.sotto.schemas.speech;

/** Somebody spoke and it was not understood; never guessed. */
public record UnclearSpeech(
        UnclearReason reason, String text, long firstSequence, long lastSequence, long speechEndedAtMicros)
        implements SpeechEvent {}
