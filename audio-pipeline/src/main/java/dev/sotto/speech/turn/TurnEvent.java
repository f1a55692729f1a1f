package dev.sotto.speech.turn;

/** What a frame brought to light. Sequence numbers are those of frames, both ends included. */
public sealed interface TurnEvent {
    /**
     * Somebody speaks since {@code firstSequence}, which lies some frames back. {@code overUs}: while we were speaking
     * ourselves, so that it may be meant for us or not.
     */
    record Began(long firstSequence, boolean overUs) implements TurnEvent {}

    /** He has paused and may go on; what he said reaches to {@code lastSequence}. */
    record Paused(long lastSequence) implements TurnEvent {}

    /**
     * He is done. {@code lastLoud} is the last frame with a voice in it, {@code lastSequence} the last worth hearing;
     * {@code aboveNoiseDb} is how far the voice stood out of the line's own noise.
     */
    record Ended(long firstSequence, long lastSequence, long lastLoud, double aboveNoiseDb) implements TurnEvent {}

    /** What began while we were speaking was no speech: there never was a turn. */
    record Dismissed(long firstSequence) implements TurnEvent {}

    /** Nobody has spoken, neither he nor we, for so long. */
    record Silent(long millis, long atSequence) implements TurnEvent {}
}
