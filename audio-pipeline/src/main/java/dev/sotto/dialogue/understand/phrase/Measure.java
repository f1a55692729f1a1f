package dev.sotto.dialogue.understand.phrase;

import org.jspecify.annotations.Nullable;

/**
 * How much of something is wanted.
 *
 * @param word what goes into the order: light, extra, double, not_light, not_extra or a whole number; null for the usual
 * @param portions how many portions that is, at least 1
 */
public record Measure(@Nullable String word, int portions) {
    public static final Measure USUAL = new Measure(null, 1);
    public static final Measure LIGHT = new Measure("light", 1);
    public static final Measure EXTRA = new Measure("extra", 1);
    public static final Measure DOUBLE = new Measure("double", 2);
    public static final Measure NOT_LIGHT = new Measure("not_light", 1);
    public static final Measure NOT_EXTRA = new Measure("not_extra", 1);

    static Measure times(int number) {
        return number == 2 ? DOUBLE : counted(number);
    }

    public static Measure counted(int number) {
        return number < 2 ? USUAL : new Measure(String.valueOf(number), number);
    }

    public boolean isUsual() {
        return word == null;
    }

    /** "No extra cheese" still wants cheese. */
    Measure refused() {
        return equals(LIGHT) ? NOT_LIGHT : NOT_EXTRA;
    }

    boolean isRefusable() {
        return equals(LIGHT) || equals(EXTRA) || equals(DOUBLE);
    }
}
