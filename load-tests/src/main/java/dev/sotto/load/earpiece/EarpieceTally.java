package dev.sotto.load.earpiece;

/**
 * What went over an earpiece's line: {@code spoken} frames left the microphone, {@code sent} counts resent ones again,
 * {@code kept} are still unacknowledged, {@code unknown} are messages of the gateway that could not be understood.
 */
public record EarpieceTally(long spoken, long sent, long kept, long connections, long unknown) {}
