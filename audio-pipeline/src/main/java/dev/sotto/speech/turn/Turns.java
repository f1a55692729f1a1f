package dev.sotto.speech.turn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds one caller's turns in his frames, by level against the line's own noise. Time is counted in frames, never read
 * from a clock: the same frames always give the same turns, however late or fast they arrive.
 */
public final class Turns {
    /** Frames before the first loud one that belong to the word: soft consonants come first. */
    private static final int PRE_ROLL = 280 / Frame.MILLIS;

    /** Frames kept after the last loud one: soft endings. */
    private static final int POST_ROLL = 220 / Frame.MILLIS;

    /** How far back a frame can still matter: for the noise floor, or as the beginning of a word. */
    public static final int MEMORY_FRAMES = NoiseFloor.WINDOW_FRAMES + PRE_ROLL + Onset.WINDOW;

    private static final double ABOVE_NOISE_DB = 10;
    private static final double QUIETEST_SPEECH_DB = -50;

    /** Our own voice comes back from a telephone some 25 dB down; who interrupts us speaks over it. */
    private static final double ECHO_MARGIN_DB = 10;

    private static final double HYSTERESIS_DB = 4;

    private final TurnSettings settings;
    private final NoiseFloor floor = new NoiseFloor();
    private final Onset onset = new Onset();
    private @Nullable Speaking speaking;
    private long silentFrames;

    public Turns(TurnSettings settings) {
        this.settings = settings;
    }

    /** What this frame, the next in order, brought to light; mostly nothing. */
    public List<TurnEvent> hear(Frame frame) {
        floor.hear(frame.levelDb());
        List<TurnEvent> events = new ArrayList<>(1);
        Speaking turn = speaking;
        if (turn != null) {
            turn.hear(frame, frame.levelDb() >= threshold(frame) - HYSTERESIS_DB, events);
            return events;
        }
        if (onset.hear(frame.levelDb() >= threshold(frame), frame.playing())) {
            long first = Math.max(0, frame.sequence() - onset.length() - PRE_ROLL + 1);
            speaking = new Speaking(first, frame.sequence());
            onset.clear();
            silentFrames = 0;
            events.add(new TurnEvent.Began(first));
        } else {
            countSilence(frame, events);
        }
        return events;
    }

    /** The stream is over: a turn in progress ends here. */
    public List<TurnEvent> end() {
        Speaking turn = speaking;
        speaking = null;
        return turn == null ? List.of() : List.of(turn.ended());
    }

    public boolean inTurn() {
        return speaking != null;
    }

    private double threshold(Frame frame) {
        double quiet = Math.max(floor.db() + ABOVE_NOISE_DB, QUIETEST_SPEECH_DB);
        return frame.playing() ? quiet + ECHO_MARGIN_DB : quiet;
    }

    private void countSilence(Frame frame, List<TurnEvent> events) {
        silentFrames = frame.playing() ? 0 : silentFrames + 1;
        long millis = silentFrames * Frame.MILLIS;
        if (millis > 0 && millis % settings.silenceMillis() < Frame.MILLIS && millis >= settings.silenceMillis()) {
            events.add(new TurnEvent.Silent(millis, frame.sequence()));
        }
    }

    /** A turn in progress. */
    private final class Speaking {
        private final long first;
        private long lastLoud;
        private long lastHeard;
        private boolean paused;
        private boolean loudBefore = true;
        private long madeUp;

        Speaking(long first, long now) {
            this.first = first;
            this.lastLoud = now;
            this.lastHeard = now;
        }

        void hear(Frame frame, boolean loud, List<TurnEvent> events) {
            lastHeard = frame.sequence();
            // One loud frame alone is a click on the line and prolongs nothing.
            if (loud && loudBefore) {
                lastLoud = frame.sequence();
                paused = false;
                madeUp = 0;
            }
            loudBefore = loud;
            madeUp += frame.madeUp() ? 1 : 0;
            // A line that stutters is not a caller who has finished: silence nobody heard counts half.
            long silence = (frame.sequence() - lastLoud - madeUp / 2) * Frame.MILLIS;
            long length = (frame.sequence() - first + 1) * Frame.MILLIS;
            if (silence >= settings.endpointMillis() || length >= settings.longestTurnMillis()) {
                speaking = null;
                events.add(ended());
            } else if (!paused && silence >= settings.pauseMillis()) {
                paused = true;
                events.add(new TurnEvent.Paused(lastWorthHearing()));
            }
        }

        TurnEvent.Ended ended() {
            return new TurnEvent.Ended(first, lastWorthHearing(), lastLoud);
        }

        private long lastWorthHearing() {
            return Math.min(lastHeard, lastLoud + POST_ROLL);
        }
    }
}
