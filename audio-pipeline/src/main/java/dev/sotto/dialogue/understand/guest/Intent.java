package dev.sotto.dialogue.understand.guest;

/** What an utterance wants, beside what it orders. */
public enum Intent {
    /** Items or changes to them, and nothing else. */
    ORDER,
    YES,
    NO,
    /** Nothing more is wanted. */
    DONE,
    CANCEL,
    REPEAT,
    HELP,
    HUMAN,
    TOTAL,
    GREETING,
    GOODBYE,
    /** Nothing that means anything to a restaurant. */
    NONE
}
