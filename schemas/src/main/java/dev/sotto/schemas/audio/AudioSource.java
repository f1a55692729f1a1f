package dev.sotto.schemas.audio;

/** What kind of device is speaking. */
public enum AudioSource {
    PHONE,
    EARPIECE
}
