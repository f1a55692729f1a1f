package dev.sotto.schemas.ai;

/** What came of a question to a language model. */
public enum AiOutcome {
    /** The proposal passed the checks. */
    ACCEPTED,
    /** The proposal did not pass them. */
    REFUSED,
    /** It proposed nothing. */
    UNSURE,
    /** No whole answer came. */
    FAILED,
    /** Nobody waited for it any more. */
    CANCELLED
}
