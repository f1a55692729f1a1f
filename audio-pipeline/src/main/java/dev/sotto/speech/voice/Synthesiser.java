package dev.sotto.speech.voice;

/** Makes sound of a sentence, somewhere: a program on this machine or a service. Waits. */
public interface Synthesiser {
    /**
     * A WAV file of the sentence at any rate. Fails with {@link VoiceFailedException} when this language cannot be spoken or
     * anything went wrong.
     */
    byte[] speak(String sentence, String language);
}
