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

    /** How far back a frame can still matter: for the noise floor, or as the beginning of a word. */
    public static final int MEMORY_FRAMES = NoiseFloor.WINDOW_FRAMES + PRE_ROLL + Onset.WINDOW;

    static final double QUIETEST_SPEECH_DB = -50;

    private static final double ABOVE_NOISE_DB = 10;

    /** Our own voice comes back from a telephone some 25 dB down; who interrupts us speaks over it. */
    private static final double ECHO_MARGIN_DB = 10;

    /** What was taken for an interruption and was none may have been our echo; the next must be louder by so much. */
    private static final double LOUDER_THAN_ECHO_DB = 6;

    /** No echo is as loud as a caller: whoever speaks up is always heard. */
    private static final double LOUDEST_ECHO_DB = -30;

    private static final double HYSTERESIS_DB = 4;

    private final TurnSettings settings;
    private final NoiseFloor floor = new NoiseFloor();
    private final Onset onset = new Onset();
    private @Nullable Speaking speaking;
    private long silentFrames;
    private boolean heardNoAnswer;
    private double echoDb = QUIETEST_SPEECH_DB;

    public Turns(TurnSettings settings) {
        this.settings = settings;
    }

    /** What this frame, the next in order, brought to light; mostly nothing. */
    public List<TurnEvent> hear(Frame frame) {
        floor.hear(frame.levelDb());
        List<TurnEvent> events = new ArrayList<>(1);
        Speaking turn = speaking;
        if (turn != null) {
            turn.hear(frame, isLoud(frame, threshold(frame) - HYSTERESIS_DB), events);
            return events;
        }
        if (onset.hear(isLoud(frame, threshold(frame)), frame.voiced(), frame.playing())) {
            long first = Math.max(0, frame.sequence() - onset.length() - PRE_ROLL + 1);
            speaking = new Speaking(first, frame);
            onset.clear();
            silentFrames = 0;
            events.add(new TurnEvent.Began(first, frame.playing()));
        } else {
            countSilence(frame, events);
        }
        return events;
    }

    /** How long the pause that has just been told is waited out; until then it is one that nothing is known of. */
    public void await(Patience patience) {
        Speaking turn = speaking;
        if (turn != null) {
            turn.patience = patience;
        }
    }

    /** What began while we were speaking was not meant for us. */
    public void dismiss() {
        Speaking turn = speaking;
        if (turn != null) {
            echoDb = Math.min(LOUDEST_ECHO_DB, Math.max(echoDb, turn.meanDb()));
            speaking = null;
        }
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

    /** The last frame of the turn in progress that will be part of it, whatever follows; -1 between turns. */
    public long heardForSure() {
        Speaking turn = speaking;
        return turn == null ? -1 : turn.lastWorthHearing();
    }

    /** Our own voice is a voice too: over it only loudness tells who speaks. */
    private static boolean isLoud(Frame frame, double thresholdDb) {
        return switch (frame.verdict()) {
            case UNTOLD -> frame.levelDb() >= thresholdDb;
            case VOICE -> frame.levelDb() >= (frame.playing() ? thresholdDb : QUIETEST_SPEECH_DB - HYSTERESIS_DB);
            case NO_VOICE -> false;
        };
    }

    private double threshold(Frame frame) {
        double quiet = Math.max(floor.db() + ABOVE_NOISE_DB, QUIETEST_SPEECH_DB);
        return frame.playing() ? Math.max(quiet + ECHO_MARGIN_DB, echoDb + LOUDER_THAN_ECHO_DB) : quiet;
    }

    private void countSilence(Frame frame, List<TurnEvent> events) {
        silentFrames = frame.playing() ? 0 : silentFrames + 1;
        heardNoAnswer &= !frame.playing();
        long millis = silentFrames * Frame.MILLIS;
        // Who spoke last and heard nothing is silent because we are: another worker may be taking the call over.
        long patience = settings.silenceMillis() * (heardNoAnswer ? 2L : 1);
        if (millis >= patience && millis % settings.silenceMillis() < Frame.MILLIS) {
            events.add(new TurnEvent.Silent(millis, frame.sequence()));
        }
    }

    /** A turn in progress. */
    private final class Speaking {
        /** After so long a sound without pitch is not an interruption. */
        private static final int SPEECH_BY_NOW = 1000 / Frame.MILLIS;

        private static final double LEAST_VOICED_SHARE = 0.35;

        private final long first;
        private final boolean overUs;
        private Patience patience = Patience.UNSURE;
        private long lastLoud;
        private long lastHeard;
        private boolean paused;
        private boolean loudBefore = true;
        private long madeUp;
        private int loudFrames;
        private int voicedFrames;
        private double loudDb;

        Speaking(long first, Frame now) {
            this.first = first;
            this.overUs = now.playing();
            this.lastLoud = now.sequence();
            this.lastHeard = now.sequence();
            count(now);
        }

        void hear(Frame frame, boolean loud, List<TurnEvent> events) {
            lastHeard = frame.sequence();
            // One loud frame alone is a click on the line and prolongs nothing.
            if (loud && loudBefore) {
                lastLoud = frame.sequence();
                paused = false;
                patience = Patience.UNSURE;
                madeUp = 0;
                count(frame);
            }
            loudBefore = loud;
            madeUp += frame.madeUp() ? 1 : 0;
            // A line that stutters is not a caller who has finished: silence nobody heard counts half.
            long silence = (frame.sequence() - lastLoud - madeUp / 2) * Frame.MILLIS;
            long length = (frame.sequence() - first + 1) * Frame.MILLIS;
            if (silence >= settings.millis(patience) || length >= settings.longestTurnMillis()) {
                speaking = null;
                heardNoAnswer = true;
                events.add(ended());
            } else if (overUs && loudFrames == SPEECH_BY_NOW && voicedFrames < LEAST_VOICED_SHARE * loudFrames) {
                dismiss();
                events.add(new TurnEvent.Dismissed(first));
            } else if (!paused && silence >= settings.pauseMillis()) {
                paused = true;
                events.add(new TurnEvent.Paused(lastWorthHearing()));
            }
        }

        private void count(Frame frame) {
            loudFrames++;
            voicedFrames += frame.voiced() ? 1 : 0;
            loudDb += frame.levelDb();
        }

        double meanDb() {
            return loudDb / loudFrames;
        }

        TurnEvent.Ended ended() {
            return new TurnEvent.Ended(first, lastWorthHearing(), lastLoud, meanDb() - floor.db());
        }

        /** Soft endings follow the last loud frame; no more of them than a pause needs, so that its text stays true. */
        private long lastWorthHearing() {
            return Math.min(lastHeard, lastLoud + settings.pauseMillis() / Frame.MILLIS);
        }
    }
}
