package dev.sotto.schemas.call;

import dev.sotto.schemas.audio.AudioSource;
import org.jspecify.annotations.Nullable;

/** A caller or a waiter wants to speak; written before the call is answered. */
public record CallStarted(
        AudioSource source,
        @Nullable String callerNumber,
        @Nullable String calledNumber,
        @Nullable String tableNumber,
        @Nullable String deviceId,
        int replyPartition,
        @Nullable String language)
        implements CallEvent {

    /** The same, of somebody whose number is not told. */
    public CallStarted withoutCaller() {
        return new CallStarted(source, null, calledNumber, tableNumber, deviceId, replyPartition, language);
    }
}
