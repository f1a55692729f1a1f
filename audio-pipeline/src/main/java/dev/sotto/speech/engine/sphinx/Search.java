package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.Expectation;

/** What a decoder looks for: a language model of its own for each. */
enum Search {
    ORDER,
    ANSWER,
    NUMBER,
    /** One digit and nothing else: what a dictated number is made of when it is said very slowly. */
    DIGIT;

    static Search of(Expectation expectation) {
        return switch (expectation) {
            case ORDER -> ORDER;
            case ANSWER -> ANSWER;
            case NUMBER -> NUMBER;
        };
    }
}
