package dev.sotto.dialogue.understand.hearing;

/** What the words around the names of dishes do to an order; the words themselves stand in the language's word file. */
public enum Cue {
    NUMBER,
    /** Only an article, where another word says one: "one with" is a piece, "a with" a slip of the tongue. */
    ARTICLE,
    /** How often what was just named is wanted: "twice", said behind it; in front of it a number like any other. */
    TIMES,
    /** "Only one": not as many as were said before. */
    ONLY,
    ANOTHER,
    OTHER,
    /** "Mine", "hers": the piece of one of those who order. */
    OWN,
    DEFINITE,
    NOT,
    WITH,
    EXTRA,
    LIGHT,
    NOT_EXTRA,
    NOT_LIGHT,
    /** Twice or three times as much; the number says which. */
    TWICE,
    /** Nothing that can be had with it: "plain", "nothing on it". */
    PLAIN,
    /** More of what is in it, or one portion of what is not. */
    SUPPLEMENT,
    ON_THE_SIDE,
    AND,
    OR,
    BUT,
    /** "Take the tomato off": two words around what is not wanted. */
    TAKE,
    OFF,
    /** "A shot of": what follows goes into the dish. */
    PORTION,
    OF_THEM,
    WANT,
    QUESTION,
    ALSO,
    SORRY,
    /** Puts right what it is said behind: "fries instead". */
    AFTERWARDS,
    ACTUALLY,
    INSTEAD_OF,
    CHANGE,
    TO,
    CANCEL,
    SAME,
    EVERY,
    /** One for each of those who order: "and a coffee each". */
    EACH,
    /** How many they are: "there are three of us". */
    PEOPLE,
    /** "The one with …": told by what it has. */
    THE_ONE,
    HALF,
    /** Half of a piece and nothing else: a "side" may also be a small dish. */
    HALVED,
    /** One of two halves, or one piece of two halves: "one half queen, half margherita". */
    EITHER_HALF,
    HALF_OF,
    FIRST,
    SECOND,
    THIRD,
    LAST,
    YES,
    DENY,
    DONE,
    CANCEL_ALL,
    REPEAT,
    HELP,
    HUMAN,
    TOTAL,
    GREETING,
    GOODBYE,
    FOR_NAME,
    FILLER,
    /** Asks between what one may choose. */
    ASK_WHICH,
    /** Asks about the dish just spoken of. */
    ASK_ABOUT_IT,
    ASK_PRICE,
    ASK_ALLERGENS,
    ASK_HOURS,
    ASK_WAIT,
    MY_NAME,
    PICKUP,
    DELIVERY,
    DINE_IN,
    TABLE,
    SEAT,
    /** A course that waited shall be made, or wait. */
    FIRE,
    HOLD,
    /** When a dish is wanted, said before or behind it; what is only after can also be after something else. */
    PACE_NOW,
    PACE_LATER,
    PACE_FIRST,
    PACE_THEN,
    PACE_AFTER,
    PACE_TOGETHER,
    ASAP,
    CALL_BACK,
    /** A yes that to "anything else?" means that there is more; "fine" and "that will do" mean that there is not. */
    MORE,
    ANGRY,
    /** "My order": the one that was placed before. */
    PLACED_ORDER,
    BOOK,
    COMPLAINT,
    /** Something has happened already: with what was wrong it makes a complaint. */
    PAST,
    /** An order before this one. */
    EARLIER,
    FRUSTRATED,
    /** Somebody is harmed, or threatens with the law. */
    CRITICAL,
    CLAIM_MISSING,
    CLAIM_WRONG,
    CLAIM_COLD,
    CLAIM_LATE,
    CLAIM_QUALITY,
    CLAIM_HEALTH,
    CLAIM_BILL,
    CLAIM_STAFF,
    /** Says what kind of thing a name is; no word for the order. */
    KIND,
    /** Says what a dish is and leaves open what of; no word for the order. */
    DISH
}
