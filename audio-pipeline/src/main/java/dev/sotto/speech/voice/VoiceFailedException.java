package dev.sotto.speech.voice;

import org.jspecify.annotations.Nullable;

/** A sentence could not be spoken; the message is one sentence for the operator. */
public final class VoiceFailedException extends RuntimeException {
    VoiceFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
