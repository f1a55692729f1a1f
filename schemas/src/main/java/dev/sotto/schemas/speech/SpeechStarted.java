package dev.sotto.schemas.speech;

/** Somebody began to speak. */
public record SpeechStarted(long atSequence) implements SpeechEvent {}
