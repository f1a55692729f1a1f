package dev.sotto.dialogue.understand.draft;

/** How the words in front colour what follows. */
public enum Polarity {
    WANTED,
    REFUSED,
    /** "instead of oat milk": neither wanted nor refused for good. */
    REPLACED
}
