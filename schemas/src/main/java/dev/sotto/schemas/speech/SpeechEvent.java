package dev.sotto.schemas.speech;

/** What can be heard on a call. */
public sealed interface SpeechEvent
        permits SpeechStarted, PartialTranscript, FinalTranscript, UnclearSpeech, SilenceElapsed {}
