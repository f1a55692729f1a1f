package dev.sotto.orders.pairing;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * The short code that stands on a new device's screen: eight consonants, as RFC 8628 §6.1 proposes, since nobody takes one
 * for another, no word comes of them, and 34 bits are enough for ten minutes and a few guesses.
 */
final class UserCode {

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;

    private UserCode() {}

    static String next(SecureRandom random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** As people read it. */
    static String shown(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /** However it was typed; what is no code is none of ours either. */
    static String typed(String text) {
        String letters = text.length() > 40 ? "" : text.toUpperCase(Locale.ROOT).replaceAll("[\\s.\\-–_]", "");
        return letters.matches("[" + LETTERS + "]{" + LENGTH + "}") ? letters : "";
    }
}
