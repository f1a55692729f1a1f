package dev.sotto.load.earpiece;

/** The gateway does not want this earpiece or its session; trying again would change nothing. */
public final class EarpieceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EarpieceRefused(String message) {
        super(message);
    }
}
