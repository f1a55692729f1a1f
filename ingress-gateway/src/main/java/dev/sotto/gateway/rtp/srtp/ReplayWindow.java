package dev.sotto.gateway.rtp.srtp;

/** Whoever records a packet could send it again: each index is good once, and one too old for the window is not (RFC 3711 §3.3.2). */
final class ReplayWindow {

    /** RFC 3711 asks for at least 64. */
    private static final int SIZE = 64;

    private long highest = -1;
    private long seen;

    boolean allows(long index) {
        long behind = highest - index;
        return behind < 0 || (behind < SIZE && ((seen >>> behind) & 1) == 0);
    }

    void note(long index) {
        long ahead = index - highest;
        if (ahead > 0) {
            seen = ahead >= SIZE ? 1 : (seen << ahead) | 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }

    long highest() {
        return highest;
    }
}
