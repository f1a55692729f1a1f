package dev.sotto.load.sound;

/** A file that was to be heard is no WAV file we can play; the message names the file and what is wrong with it. */
public final class WavUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WavUnreadable(String source, String problem) {
        super(source + " " + problem);
    }
}
