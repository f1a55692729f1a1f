package dev.sotto.gateway.rtp;

import java.util.Random;

/** The room behind a caller who is silent, as loud as his phone says it is (RFC 3389 §3); nothing until it says so. */
final class ComfortNoise {

    private static final int LEVELS = 0x7F;

    private final Random random = new Random(3389);
    private int peak;

    /** @param belowOverload the room's level in dB below the loudest there is, 0 to 127 */
    void level(int belowOverload) {
        // Uniform noise has its peak √3 above its root mean square.
        peak = (int) (Math.sqrt(3) * 32_767 * Math.pow(10, -(belowOverload & LEVELS) / 20.0));
        peak = Math.min(peak, Short.MAX_VALUE / 8);
    }

    short next() {
        return peak == 0 ? 0 : (short) (random.nextInt(2 * peak + 1) - peak);
    }
}
