package dev.sotto.schemas.restaurant;

/** What a caller gets for whom there is no room. */
public enum NoRoomChoice {
    REFUSE,
    ANNOUNCE,
    QUEUE,
    REDIRECT
}
