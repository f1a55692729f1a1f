package dev.sotto.log.replay;

/** What becomes of an operator's wish. */
public sealed interface ReplayAnswer {

    /** It is durable, and will be done. */
    record Taken(Replayed replay) implements ReplayAnswer {}

    /** It could never be done. */
    record Unfit(String why) implements ReplayAnswer {}

    /** There is no such replay. */
    record Unknown(String why) implements ReplayAnswer {}

    /** It does not go with what there is. */
    record Conflicting(String why) implements ReplayAnswer {}
}
