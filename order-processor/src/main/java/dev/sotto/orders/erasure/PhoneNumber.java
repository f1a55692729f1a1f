package dev.sotto.orders.erasure;

import org.jspecify.annotations.Nullable;

/**
 * A number as people say it and as trunks write it: 06 12 34 56 78 and +33612345678 are the same telephone.
 *
 * @param digits nothing but digits
 */
record PhoneNumber(String digits) {

    /** Shorter ones are short codes and extensions, which are nobody in particular. */
    private static final int SHORTEST = 6;

    private static final int LONGEST = 20;
    /** What follows a country's or a trunk's prefix nearly everywhere. */
    private static final int TELLING = 9;

    /** Null for what cannot be one person's telephone. */
    static @Nullable PhoneNumber of(@Nullable String written) {
        String digits = written == null ? "" : written.replaceAll("[\\s().+/-]", "");
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && digits.matches("[0-9]+")
                ? new PhoneNumber(digits)
                : null;
    }

    /** A regular expression that the digits of each of its spellings meet. */
    String pattern() {
        return digits.length() < TELLING ? "^" + digits + "$" : digits.substring(digits.length() - TELLING) + "$";
    }

    String ending() {
        return digits.substring(digits.length() - 2);
    }

    @Override
    public String toString() {
        return "…" + ending();
    }
}
