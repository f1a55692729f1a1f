package dev.sotto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An input that a parser did not survive, told so that it can be tried again. */
public final class Find extends RuntimeException {

    private static final long serialVersionUID = 1;

    Find(Target target, long seed, long round, byte[] input, Throwable escaped) {
        super(
                target.name() + ", seed " + seed + ", round " + round + ": "
                        + new String(input, StandardCharsets.ISO_8859_1) + "\nas bytes "
                        + HexFormat.of().formatHex(input),
                escaped);
    }
}
