package dev.sotto.schemas.speech;

/** The words so far; later words may change them. */
public record PartialTranscript(String text) implements SpeechEvent {}
