package dev.sotto.gateway.room;

/** Whether one more caller would be heard and answered. */
public sealed interface Room {

    record Free() implements Room {}

    /**
     * @param reason short, for counting
     * @param why in a sentence, for people
     */
    record Full(String reason, String why) implements Room {}
}
