package dev.sotto.speech.turn;

/** How long a pause is waited out, by what was said before it. */
public enum Patience {
    /** A yes, a no, a "that's all": nothing will follow. */
    ANSWERED,
    /** A whole order; another dish may come to mind. */
    ORDERED,
    /** Nothing is known of the words. */
    UNSURE,
    /** "A pizza and": more will follow. */
    UNFINISHED
}
