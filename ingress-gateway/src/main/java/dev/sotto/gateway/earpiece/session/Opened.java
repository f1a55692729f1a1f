package dev.sotto.gateway.earpiece.session;

/** What becomes of a device's wish to speak. */
public sealed interface Opened {

    record Ready(EarpieceSession session) implements Opened {}

    /** The node holds as many calls as it can. */
    record Busy() implements Opened {}

    /** The session ended, here or elsewhere, while the device was away. */
    record Over(String session, String reason) implements Opened {}
}
