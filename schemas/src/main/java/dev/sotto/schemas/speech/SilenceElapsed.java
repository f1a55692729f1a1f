package dev.sotto.schemas.speech;

/** Nobody has spoken for a while, counted in frames while we were silent ourselves. */
public record SilenceElapsed(long silentMillis, long atSequence) implements SpeechEvent {}
