package dev.sotto.speech.engine;

/**
 * What the conversation has just asked for. A yes after a recap and a dish after "what would you like?" may sound alike;
 * who knows the question hears the answer.
 */
public enum Expectation {
    /** Dishes, changes, questions: anything a caller may say of his own accord. */
    ORDER,
    /** Yes, no or stop, and now and then a last change. */
    ANSWER,
    /** Digits, as of a telephone number or a table. */
    NUMBER
}
