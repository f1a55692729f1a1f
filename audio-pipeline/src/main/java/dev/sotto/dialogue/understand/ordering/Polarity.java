package dev.sotto.dialogue.understand.ordering;

/** How the words in front colour what follows. */
enum Polarity {
    WANTED,
    REFUSED,
    /** "instead of oat milk": neither wanted nor refused for good. */
    REPLACED
}
