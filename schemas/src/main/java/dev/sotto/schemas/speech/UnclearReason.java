package dev.sotto.schemas.speech;

/** Why. */
public enum UnclearReason {
    NOISE,
    TOO_SHORT,
    NOT_ABOUT_THE_MENU,
    LOW_CONFIDENCE,
    NO_ENGINE,
    ENGINE_FAILED
}
